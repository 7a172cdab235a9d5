"""The language of a title, told by its small words and its letters."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "in a as its this that the of and or but if for to all we us our they who which new more "
            "with on from is are by an how what why your our their at be can not into towards under between through "
            "during about it helps you we has have been"
        ),
        "fr": (
            "le la les des du de et un une dans pour sur au aux par avec est ce "
            "ces qui que quel quelle quels vers l d c n s qu il elle nous vous je ma mon mes sa son ses ne pas plus "
            "entre sans sous comment pourquoi en à se leur leurs cette nos notre votre où"
        ),
        "es": (
            "el la los las del de y un "
            "una en para por con su sus se es al lo como "
            "qué que cómo más sobre entre desde hacia sin no o nos nuestro nuestra nuestros nuestras"
        ),
        "de": (
            "der die das des dem "
            "den und ein eine einer eines für im in mit auf von zu zur "
            "mehr keine wird man zum ist sind aus über wie was warum bei nach durch als nicht am an wir wenn oder"
        ),
        "it": (
            "in il lo la i gli le di del della dei delle degli e un "
            "una per nel nella con su sul sulla da dal che come è "
            "al alla tra fra più non l d ai o ed chi verso"
        ),
        "pt": (
            "o a os as do da dos das de e um uma em "
            "no na nos nas para por com sobre se ao à que como mais não entre "
            "pelo pela pelas pelos"
        ),
        "nl": (
            "de het een en van voor in op met naar bij is zijn hoe wat waarom over uit te door als niet aan"
        ),
        "sv": "och i att en ett det som för med på av till är den om från hur vad",
        "da": "og i at en et det som for med på af til er den om fra hvordan hvad",
        "nb": "og i å en et det som for med på av til er den om fra hvordan hva",
        "fi": "ja on ei se että kuin mutta sekä tai",
        "pl": "i w z na do się jest o dla po od za oraz jak nie przez",
        "cs": "a v z na do se je o pro po od za jak ve k při nebo",
        "sk": "a v z na do sa je o pre po od za ako vo k pri alebo novej",
        "hu": "a az és egy hogy nem is meg vagy mint magyar talaj talajok föld",
        "ro": "și în din la cu de pe pentru o un al ale este",
        "ca": "el la els les del dels de i un una en per amb al als és com més sobre",
        "tr": "ve bir bu için ile da de olan toprak topraklar iklim üzerine",
        "vi": "và của trong cho các về là đất",
        "lt": "ir į iš su kaip dėl prie dirvožemio",
        "lv": "un ar no par pie kā augsnes",
        "et": "ja on ei see mis kui ning eesti muld mullad",
        "hr": "i u na za je se od do kako što ili tla tlo",
        "sl": "in v na za je se od do kako kaj ali tal tleh",
        "id": "dan di yang untuk dari dengan pada dalam",
        "sw": "ya wa na kwa za la katika ni cha",
    }.items()
}
"""Small words by two-letter language code."""
TOPIC_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "soil soils carbon farm farms health climate change food land farming report global water crop crops "
            "cover ground handbook guide earth world history life living science people nature farmer farmers book "
            "agriculture agroecology agroforestry drought fertility field fields forest forests garden grass grazing "
            "green organic paper regenerative root roots seed seeds sustainable till tillage tree trees white"
        ),
        "fr": (
            "sol sols terre terres climat carbone guide histoire manuel monde vie vivant vivante homme nature atlas "
            "introduction traité étude paysan paysans agriculture agricole agricoles agroécologie agroforesterie "
            "annuel arbre arbres biologique biologiques blanc cultures demain eau élevage engrais ferme fermes forêt "
            "forêts haie haies jardin livre prairies rapport"
        ),
        "es": (
            "suelo suelos tierra agricultura agua manejo cambio clima carbono guía historia manual introducción mundo "
            "vida vivo vivos abono abonos agrícola agricultores agroecología bosque bosques campesina campesino campo "
            "cultivos ganadería informe orgánica orgánico orgánicos pastoreo regenerativa riego semillas tierras"
        ),
        "de": (
            "boden böden bodens bodenschutz landwirtschaft deutschland acker klima handbuch leitfaden geschichte "
            "einführung welt leben mensch natur bericht bodenatlas erde humusaufbau jahresbericht klimaschutz "
            "klimawandel kompost landbau lebendige lebendiger pflanzen wald"
        ),
        "it": (
            "suolo suoli agricoltura acqua terreno guida storia manuale introduzione atlante mondo vita uomo italia "
            "italiana italiano clima carbonio agricola agricolo agroecologia biologica biologico fertilità "
            "regenerativa rigenerativa terra vivi vivo"
        ),
        "pt": (
            "carbono solo solos agricultura água manejo pedologia aplicada guia história manual introdução mundo vida "
            "brasil brasileira brasileiro clima agrícola agroecologia análise direto floresta florestas métodos "
            "orgânica orgânico orgânicos plantio regenerativa relatório sementes terra viva vivo vivos"
        ),
        "nl": (
            "bodem bodems grond landbouw koolstof klimaat nederlandse nederland gids praktijkgids handboek "
            "geschiedenis wereld levende leven"
        ),
        "sv": "jord jorden jordar mark jordbruk kol lantbruk handbok historia sverige levande klimat",
        "da": "jord jorden jordens landbrug kulstof mark håndbog historie danmark levende klima landmænd",
        "nb": "jord jorda jordvern landbruk karbon under håndbok historie norge norsk levende klima",
        "fi": "maa maaperä maaperän ilmasto maatalous hiili hiilen opas käsikirja historia suomen suomi elävä",
        "cs": "půda půdy zemědělství příručka dějiny živá klima",
        "sk": "pôda pôdy príručka dejiny živá",
        "pl": "gleba gleby gleb rolnictwo materia organiczna podręcznik historia polska polsce klimat",
        "hu": "talaj talajok talajtan talajvédelem védelem kézikönyv magyarország élő",
        "ro": "sol solul solului solurile ghid istoria românia româniei carbonul",
        "tr": "toprak iklim karbon organik tarım rehberi",
        "id": "tanah lahan gambut pertanian hutan iklim karbon organik indonesia",
        "lt": "dirvožemis klimatas gyvas",
        "sl": "živa",
        "hr": "živo",
    }.items()
}
"""Words that titles of the field have; they are borrowed more easily, so that they speak with half a voice."""
_HALF = 0.5

_ACCENTS: tuple[tuple[str, str, float], ...] = (
    ("ñ¿¡", "es", 2.5),
    ("ãõ", "pt", 2.5),
    ("ßäöü", "de", 1.5),
    ("èêëçœùîûï", "fr", 1.2),
    ("éà", "fr", 0.6),
    ("łśźżąęń", "pl", 3),
    ("řěů", "cs", 3),
    ("ľĺŕô", "sk", 1.5),
    ("őű", "hu", 3),
    ("ășț", "ro", 2),
    ("ığş", "tr", 3),
    ("ơưđạảấầẩậắằặẹẻẽếềểễệỉịọỏốồổỗộớờởợụủứừửữự", "vi", 2),
    ("ėįųū", "lt", 2),
    ("āēīģķļņ", "lv", 2),
    ("ćđ", "hr", 1.5),
    ("å", "sv", 2.5),
    ("øæ", "da", 1),
    ("òì", "it", 1.5),
    ("íóúá", "es", 0.7),
    ("ôâ", "pt", 0.3),
)
"""Letters that speak for a language, with their weight."""
_ROWS_OF_LETTER: dict[str, tuple[int, ...]] = {
    letter: tuple(row for row, (letters, _, _) in enumerate(_ACCENTS) if letter in letters)
    for listed, _, _ in _ACCENTS
    for letter in listed
}
_ELISIONS: tuple[tuple[re.Pattern[str], str, float], ...] = tuple(
    (re.compile(pattern), language, weight)
    for pattern, language, weight in (
        (r"\bl['’]|\bd['’]|\bqu['’]", "fr", 1.5),
        (r"\b(?:nell|dell|all|sull|un)['’]", "it", 2.5),
        (r"\bl['’]|\bd['’](?=it|eu|am)", "it", 1.2),
        (r"['’]s\b", "en", 1),
    )
)
_SWAHILI = re.compile(r"\b(?:ya|wa)\s")
_MOST_HITS = 3  # of a kind that count
_LEAST = 0.25
_LANGUAGES_OF: dict[str, tuple[tuple[str, float], ...]] = {
    word: tuple(
        (language, weight)
        for table, weight in ((STOP_WORDS, 1.0), (TOPIC_WORDS, _HALF))
        for language, words in table.items()
        if word in words
    )
    for word in frozenset[str]().union(*STOP_WORDS.values(), *TOPIC_WORDS.values())
}
_KANA = re.compile("[\u3040-\u30ff]")
_SCRIPTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), language)
    for pattern, language in (
        ("[іїєґ]", "uk"),
        (r"(?:ата|ите|ъ[тщр]|ията)\b", "bg"),
        ("[а-яё]", "ru"),
        ("[α-ω]", "el"),
        ("[\u3040-\u30ff]", "ja"),
        ("[\u4e00-\u9fff]", "zh"),
        ("[\uac00-\ud7af]", "ko"),
        ("[\u0600-\u06ff]", "ar"),
        ("[\u0590-\u05ff]", "he"),
        ("[\u0900-\u097f]", "hi"),
        ("[\u0e00-\u0e7f]", "th"),
    )
)
_ENDINGS: tuple[tuple[str, float, tuple[str, ...]], ...] = tuple(
    (language, weight, tuple(endings.split()))
    for language, weight, endings in (
        ("en", 0.6, "ing ness ship ly th ght ck ry ity ed sh what when where which while who whose why"),
        ("en", 0.3, "tion tions ment ments ance ances ence ences al als ic ics ive ives"),
        (
            "fr",
            0.3,
            "tion tions ment ments ance ances ence ences ique iques eur eurs eux aux elle elles té tés",
        ),
        ("es", 1.2, "ción dad ismo ico ica"),
        ("de", 0.8, "schutz schaft boden"),
        ("de", 0.5, "ung ungen keit heit lich isch ische"),
        ("it", 1.2, "ico ica ici iche"),
        ("pt", 0.8, "ico ica"),
        ("it", 1.5, "zione ità mento zioni coltura colture"),
        ("pt", 1.5, "ção ções dade mento"),
        ("fi", 1.5, "ssä stä llä ksi ien ää yys uus"),
        ("pt", 1.2, "agem agens eira eiras eiro eiros inho inha lho lha"),
        ("fi", 1.0, "än ön iin uus"),
        ("hu", 1.2, "elem ség ság tan nak nek ban ben ról ről"),
        ("ro", 1.2, "lor ului urile ilor iei elor"),
        ("nl", 1.0, "stof dse ijk heid atie oed"),
    )
)
"""Ends of words that speak for a language, with their weight; three of a kind count at most."""
_ENDINGS_BY_LETTERS: dict[str, tuple[tuple[str, int], ...]] = {
    last: tuple(
        (ending, row)
        for row, (_, _, endings) in enumerate(_ENDINGS)
        for ending in endings
        if ending.endswith(last)
    )
    for last in {ending[-2:] for _, _, endings in _ENDINGS for ending in endings}
}
"""The last two letters of a word → the endings that it may have, each with its row."""
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\uffff]")
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = re.compile(r"[^\x00-\x7f]")


def detect_language(title: str, around: str = "") -> str:
    """The two-letter code of a title's language; empty where nothing speaks for any.

    Kana ``around`` a title of ideographs, in the names beside it, say that it is Japanese.
    """
    lowered = title[:1000].lower()
    lowered = (
        lowered.replace(" è ", " e ") if " è " in lowered else lowered
    )  # a word, whose accent is no French one
    accents = [] if lowered.isascii() else _ACCENTED.findall(lowered)
    if accents and _OTHER_SCRIPT.search(lowered):
        for script, language in _SCRIPTS:
            if len(script.findall(lowered)) > len(lowered) // 30 and script.search(lowered):
                return "ja" if language == "zh" and _KANA.search(around) else language
    scores = _count_words(_WORD.findall(lowered))
    clues = _clues(lowered)
    if accents:
        clues += _letter_clues(accents)
    for language, weight, hits in clues:
        scores[language] += weight * min(hits, _MOST_HITS)
    highest = max(scores.values(), default=0.0)
    if highest <= _LEAST:
        return ""
    leading = [code for code, score in scores.items() if score == highest]
    return leading[0] if len(leading) == 1 else min(leading, key=list(STOP_WORDS).index)


def _count_words(words: list[str]) -> defaultdict[str, float]:
    """Language → what small words and the ends of words speak for it."""
    scores: defaultdict[str, float] = defaultdict(float)
    ended: defaultdict[int, int] = defaultdict(int)
    for languages, rows in filter(None, map(_spoken_for, words)):
        for language, weight in languages:
            scores[language] += weight
        for row in rows:
            ended[row] += 1
    for row, hits in ended.items():
        language, weight, _ = _ENDINGS[row]
        scores[language] += weight * min(hits, _MOST_HITS)
    return scores


@lru_cache(maxsize=8192)
def _spoken_for(word: str) -> tuple[tuple[tuple[str, float], ...], tuple[int, ...]] | None:
    """The languages that a word speaks for as a small word, and the rows of endings that it has; None for neither."""
    endings = _ENDINGS_BY_LETTERS.get(word[-2:], ())
    rows = tuple([row for ending, row in endings if word.endswith(ending)])
    languages = _LANGUAGES_OF.get(word, ())
    return (languages, rows) if languages or rows else None


def _clues(lowered: str) -> list[tuple[str, float, int]]:
    """Language, weight and number of the articles and words that speak for a language by what is beside them."""
    found: list[tuple[str, float, int]] = []
    if "'" in lowered or "’" in lowered:
        found += [(language, weight, len(clue.findall(lowered))) for clue, language, weight in _ELISIONS]
    if "ya " in lowered or "wa " in lowered:
        found.append(("sw", 1.0, len(_SWAHILI.findall(lowered))))
    return found


def _letter_clues(accents: list[str]) -> list[tuple[str, float, int]]:
    """The same for letters with accents, in the order of their table."""
    hits: dict[int, int] = {}
    for row in (row for letter in accents for row in _ROWS_OF_LETTER.get(letter, ())):
        hits[row] = hits.get(row, 0) + 1
    return [(*_ACCENTS[row][1:], hits[row]) for row in sorted(hits)]
