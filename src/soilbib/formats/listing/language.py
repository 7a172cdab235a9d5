"""The language of a title, told by its small words and its letters."""

from __future__ import annotations

import re
from functools import lru_cache

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "in a as its this that soil soils climate change food land farming report global water the of and for to "
            "with on from is are by an how what why your our their at be can not into towards under between through "
            "during about it helps you we has have been"
        ),
        "fr": (
            "sol sols terre terres climat carbone le la les des du de et un une dans pour sur au aux par avec est ce "
            "ces qui que quel quelle quels vers l d c n s qu il elle nous vous je ma mon mes sa son ses ne pas plus "
            "entre sans sous comment pourquoi en à se"
        ),
        "es": (
            "suelo suelos cambio clima carbono el la los las del de y un una en para por con su sus se es al lo como "
            "qué cómo más sobre entre desde hacia sin no o"
        ),
        "de": (
            "boden böden bodens klima der die das des dem den und ein eine einer eines für im in mit auf von zu zur "
            "zum ist sind aus über wie was warum bei nach durch als nicht am an wir wenn oder"
        ),
        "it": (
            "il lo la i gli le di del della dei delle degli e un una per nel nella con su sul sulla da dal che come è "
            "al alla tra fra più non"
        ),
        "pt": (
            "o a os as do da dos das de e um uma em no na nos nas para por com sobre se ao à que como mais não entre "
            "pelo"
        ),
        "nl": (
            "de het een en van voor in op met naar bij is zijn hoe wat waarom over uit te door als niet aan"
        ),
        "sv": "och att en ett det som för med på av till är den om från hur vad",
        "da": "og at en et det som for med på af til er den om fra hvordan hvad",
        "nb": "og å en et det som for med på av til er den om fra hvordan hva",
        "fi": "ja on ei se että kuin mutta sekä tai",
        "pl": "i w z na do się jest o dla po od za oraz jak nie przez",
        "cs": "a v z na do se je o pro po od za jak ve k při nebo",
        "sk": "a v z na do sa je o pre po od za ako vo k pri alebo novej",
        "hu": "a az és egy hogy nem is meg vagy mint",
        "ro": "și în din la cu de pe pentru o un al ale este",
        "ca": "el la els les del dels de i un una en per amb al als és com més sobre",
        "tr": "ve bir bu için ile da de olan",
        "id": "dan di yang untuk dari dengan pada dalam",
        "sw": "ya wa na kwa za la katika ni cha",
    }.items()
}
"""Small words by two-letter language code."""

_LETTERS: tuple[tuple[str, str, float], ...] = (
    ("[ñ¿¡]", "es", 2.5),
    ("[ãõ]", "pt", 2.5),
    ("[ßäöü]", "de", 1.5),
    ("[èêëçœùîûï]", "fr", 1.2),
    ("[éà]", "fr", 0.6),
    ("[łśźżąęń]", "pl", 3),
    ("[řěů]", "cs", 3),
    ("[ľĺŕô]", "sk", 1.5),
    ("[őű]", "hu", 3),
    ("[ășț]", "ro", 2),
    ("[ığş]", "tr", 3),
    ("[å]", "sv", 1),
    ("[øæ]", "da", 1),
    ("[òì]", "it", 1.5),
    ("[íóúá]", "es", 0.7),
    ("[ôâ]", "pt", 0.3),
    (r"\bl['’]|\bd['’]|\bqu['’]", "fr", 1.5),
    (r"\b(?:nell|dell|all|sull|un)['’]", "it", 2.5),
    (r"['’]s\b", "en", 1),
    (r"\b(?:ya|wa)\s", "sw", 1.0),
)
_CLUES, _LETTER_CLUES = (
    tuple(
        (re.compile(pattern), language, weight)
        for pattern, language, weight in _LETTERS
        if pattern.startswith("[") == accented
    )
    for accented in (False, True)
)
_LANGUAGES_OF = {
    word: tuple(language for language, words in STOP_WORDS.items() if word in words)
    for word in frozenset().union(*STOP_WORDS.values())
}
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
        ("es", 1.2, "ción dad miento ismo ico ica"),
        ("de", 0.5, "ung ungen keit heit schaft lich isch ische"),
        ("it", 1.5, "zione ità mento zioni"),
        ("pt", 1.5, "ção ções dade mento"),
        ("nl", 1.0, "ijk heid atie oed"),
    )
)
"""Ends of words that speak for a language, with their weight; three of a kind count at most."""
_ROWS_OF: dict[str, tuple[int, ...]] = {
    ending: tuple(row for row, (_, _, endings) in enumerate(_ENDINGS) if ending in endings)
    for _, _, listed in _ENDINGS
    for ending in listed
}
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\uffff]")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"['’]|[yw]a\s")  # without which no clue but a letter's can be there


def detect_language(title: str) -> str:
    """The two-letter code of a title's language; empty where nothing speaks for any."""
    lowered = title[:1000].lower()
    ascii_only = lowered.isascii()
    if not ascii_only and _OTHER_SCRIPT.search(lowered):
        for script, language in _SCRIPTS:
            if len(script.findall(lowered)) > len(lowered) // 30 and script.search(lowered):
                return language
    scores = dict.fromkeys(STOP_WORDS, 0.0)
    _count_words(_WORD.findall(lowered), scores)
    clues = _CLUES if _MARKED.search(lowered) else ()
    for clue, language, weight in clues if ascii_only else (*clues, *_LETTER_CLUES):
        hits = len(clue.findall(lowered))
        if hits:
            scores[language] += weight * min(hits, 3)
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > 0.25 else ""


def _count_words(words: list[str], scores: dict[str, float]) -> None:
    """Add what small words and the ends of words speak for."""
    ended: dict[int, int] = {}
    for word in words:
        languages, rows = _spoken_for(word)
        for language in languages:
            scores[language] += 1.0
        for row in rows:
            ended[row] = ended.get(row, 0) + 1
    for row, hits in ended.items():
        language, weight, _ = _ENDINGS[row]
        scores[language] += weight * min(hits, 3)


@lru_cache(maxsize=8192)
def _spoken_for(word: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The languages that a small word is of, and the rows of endings that a word has."""
    rows = {row for size in range(2, 6) for row in _ROWS_OF.get(word[-size:], ())}
    return _LANGUAGES_OF.get(word, ()), tuple(rows)
