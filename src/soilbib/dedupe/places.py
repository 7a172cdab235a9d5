"""Where a work appeared: pages, volumes and containers in every spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.dedupe.text import fold, repair, words

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_MONTH = "|".join(_MONTHS)
_EXCEL = re.compile(
    rf"\s*(?:(\d{{1,4}})[-/ ]({_MONTH})[a-z]*|({_MONTH})[a-z]*[-/ ](\d{{1,4}}))\s*", re.IGNORECASE
)
_PAGES = re.compile(r"([a-z]{0,4})\.?\s?(\d+)([a-z]?)(?:\s*[-–—‐‑−]+\s*([a-z]{0,4})\s?(\d+))?", re.IGNORECASE)
_PLAIN_PAGES = re.compile(r"()(\d+)()(?:-()(\d+))?")  # with the groups of all others
_PAGE_WORDS = re.compile(
    r"\b(?:pages?|pp?|pgs?|seiten?|s\.(?=\s)|article(?: (?:no|number))?|art(?:\.|\b)(?: no)?|arn)\b[.:]?",
    re.IGNORECASE,
)
_NO_PAGINATION = re.compile(r"\(?\bno\.? pagina\w*\.?\)?", re.IGNORECASE)
"""What Embase has before an article's number: "(no pagination)(e0191240)"."""
_NO_PAGES = re.compile(
    r"unpaginated|^\s*(?:n/?a|nil|none|in press|ahead of print|suppl\w*-\d+)\s*$"
    r"|^\s*(?:[ivxlc]+\s*[,+]\s*)?\d+\s+(?:(?:pp?|pages?|pgs?|seiten|p[aá]ginas)\b\.?|s\.)\s*$",
    re.IGNORECASE,
)
"""What is no page: "n/a", how many there are ("xii, 316 p."), the last one of "Suppl:L37-48" alone ("Suppl-48")."""
_NUMBER = re.compile(r"\d+")
_MISREAD_BEHIND = re.compile(r"(?<=\d)[lIO|](?![^\W\d_])")
_MISREAD = re.compile(rf"(?<![^\W\d_])[lI|](?=\d)|{_MISREAD_BEHIND.pattern}")
"""Letters that a scanner took a digit for: "l2" and "53l", "52O". A page may begin with a letter of its own."""
_VOLUME = re.compile(
    r"\b(?:vol(?:ume)?|issue|iss|no|nr|num(?:ber)?|heft|band|bd|tom[eo]?)\b[.:°º]?\s*(\d{1,9})", re.IGNORECASE
)
_ROMAN_VOLUME = re.compile(r"[ivxlc]+", re.IGNORECASE)
_STOP = frozenset(
    "a an and the of in on for to at by de la le les du des der die das und et en el los las".split()
) | frozenset("del di e y fur van het s l d official".split())
_OPTIONAL = frozenset(
    "part section series supplement suppl supplements online electronic resource print".split()
)
_WEAK = _STOP | frozenset(
    "proceedings proc conference conf annual international intl int symposium symp workshop th st nd rd ...".split()
)
_SERIAL = frozenset({"j", "jour"})
_DATABASES = frozenset(
    """academic search complete|acm digital library|acm|amed|apa psycinfo|arxiv org|central|cinahl
    |cochrane central|cochrane central register of controlled trials|cochrane library|crossref|datacite|dblp
    |dimensions|ebscohost|embase|eric|europe pmc|google scholar|ieee xplore|jstor|lilacs|medline|openalex|ovid
    |proquest|psycarticles|psycinfo|pubmed|scholar|science direct|sciencedirect|scopus|semantic scholar
    |springerlink|web of science|web of science core collection|wos""".replace("\n    ", "").split("|")
)
"""Where records come from; a table's column "source" brings them in where the container is missing."""
_PARALLEL = re.compile(r"\s*[=/;\[(\])]\s*|\.\s*(?=[A-Z][a-z]{3,})|:\s+")
LONGEST_BEGINNING = 4
"""Initials take so many letters of one word, which may be initials itself: PVLDB, Proceedings of the VLDB Endowment."""
_REST = "..."
_DOTS = (_REST, "…")
_CUT_OUT = re.compile(r"(\.{3}|…)?\s*(.*?[^\W_].*?)\s*(\.{3}|…)?", re.DOTALL)
_MEETING = re.compile(
    r"(?<=[\w)])\s*[.:;]?\s*(?<!proceedings of the )\b(?:Conference|Abstracts?|Meeting):.*$",
    re.DOTALL | re.IGNORECASE,
)
_KINDS: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.VERBOSE)
    for kind, pattern in {
        "preprint": r"""\b(?:\w*rxiv|preprints?|ssrn|research\ssquare|corr|osf|zenodo|authorea|technical\sreport
            |tech(?:nical)?\srep\w*|working\spaper|unpublished|manuscript|submitted|in\spreparation|tr)\b""",
        "conference": r"""\b(?:proceedings\sof\sthe\s(?!national|royal|ieee|institut|acm\son
                |(?:\w+\s){0,4}(?:soc|society|academy|association|endowment|institution)\b)|conference|conf|workshop|symposium
            |symp|congress|colloquium|in\sproc|meeting|minitrack)\b
            |\b(?:aaai|acl|cav|chi|cikm|colt|cscw|cvpr|eccv|ecis|ecml|edbt|emnlp|eurocolt|focs|hicss|iccv|icde|icdm|icis
            |icml|icra|ijcai|infocom|iros|kdd|lics|naacl|neurips|nips|nsdi|osdi|pacis|pldi|podc|pods|popl|sensys|sigcomm
            |siggraph|sigir|sigkdd|sigmod|soda|sosp|spaa|ssdbm|stacs|stoc|uai|uist|usenix|vldb|www)(?!\s(?:j|rec|news|expl|endow))
            (?:\s?\d+)?\b""",
        "journal": r"""\b(?:journal|j|annals|archives|transactions|trans|magazine|letters|reviews?|bulletin|quarterly
            |zeitschrift|revue|revista)\b""",
        "thesis": r"""\b(?:thes[ei]s|dissertations?|diss|phd|doctoral|universit\w*)\b""",
    }.items()
}


@lru_cache(maxsize=1 << 16)
def read_pages(text: str) -> tuple[str, str]:
    """First and last page; what a spreadsheet took for a date ("10-May", "Oct-15") is two numbers again."""
    match = _PLAIN_PAGES.fullmatch(text)
    if not match:
        text = _NO_PAGINATION.sub("", repair(text)).strip()
        if not text or _NO_PAGES.search(text):
            return "", ""
        excel = _EXCEL.fullmatch(text)
        if excel:
            numbers = sorted((int(excel[1] or excel[4]), _MONTHS[(excel[2] or excel[3]).lower()[:3]]))
            return str(numbers[0]), str(numbers[1])
        match = _PAGES.search(_PAGE_WORDS.sub(" ", _MISREAD_BEHIND.sub(_digit, text)))
    if not match:
        return fold(text).strip(" .,;"), ""
    prefix, first, letter, _, last = match.groups()
    if not last and not prefix and _is_two_pages(first):
        first, last = first[: len(first) // 2], first[len(first) // 2 :]
    first = first.lstrip("0") or "0"
    if last and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return (prefix + first + letter).lower(), (last or "").lstrip("0")


@lru_cache(maxsize=1 << 16)
def mangled_start(text: str) -> str:
    """The other number of what a spreadsheet took for a date: "22-Aug" may be 8-22, and 22-8 for 22-28 as well."""
    excel = None if _PLAIN_PAGES.fullmatch(text) else _EXCEL.fullmatch(text)
    return str(max(int(excel[1] or excel[4]), _MONTHS[(excel[2] or excel[3]).lower()[:3]])) if excel else ""


def _digit(letter: re.Match[str]) -> str:
    return "0" if letter[0] == "O" else "1"


def _is_two_pages(digits: str) -> bool:
    """Whether a number is two pages whose dash was lost: 148156 is 148-156."""
    half = len(digits) // 2
    if len(digits) != 6 or digits[0] == "0":
        return False
    return 0 <= int(digits[half:]) - int(digits[:half]) < 60


def page_number(page: str) -> str:
    """The number in a page, without its letters: S7 is 7."""
    match = _NUMBER.search(page)
    return match.group() if match else ""


@lru_cache(maxsize=1 << 14)
def read_volume(text: str) -> str:
    """The number of a volume or issue: 88 of "88 Suppl 1", 115 of "Kongress. 115", 4 of "IV"."""
    text = text.strip() if text.isdigit() else _MISREAD.sub(_digit, text.strip())
    if ")" in text and "(" not in text:  # the rest of "59 (Suppl. 1)"
        return ""
    named = _VOLUME.search(text)
    if named:
        return str(int(named[1]))
    numbers = _NUMBER.findall(text)
    if numbers:
        chosen = numbers[0] if text[0].isdigit() else numbers[-1]
        return str(int(chosen)) if len(chosen) < 12 else chosen
    return str(_roman(text.lower())) if _ROMAN_VOLUME.fullmatch(text) else ""


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[char] for char in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


@lru_cache(maxsize=65536)
def read_container(text: str) -> str:
    """A container's title as folded words; parallel titles are joined by "=", a meeting's name after it is left out.

    Where it is cut short ("Journal of the American …", "… of Cardiology") "..." stands for the rest.
    """
    text = repair(text).strip()
    cut = _CUT_OUT.fullmatch(text) if text.startswith(_DOTS) or text.endswith(_DOTS) else None
    if cut:
        return " ".join([_REST] * bool(cut[1]) + words(cut[2]) + [_REST] * bool(cut[3]))
    text = (_MEETING.sub("", text) if ":" in text else text).replace("&", " and ")
    pieces = (" ".join(words(piece)) for piece in _PARALLEL.split(text))
    return "=".join(dict.fromkeys(piece for piece in pieces if piece))


def container_initials(container: str) -> str:
    """The first letters of the words of a container: "ac" of "Annals of Cooking" and of "Ann. Cook."."""
    return "".join(word[0] for word in container.replace("=", " ").split() if word not in _STOP)


@lru_cache(maxsize=65536)
def container_kind(container: str) -> str:
    """Preprint, conference, journal or thesis where the (folded) name says so, else empty.

    What is cut short may go on as "ACM SIGMOD Record" or "ACM SIGMOD Conference".
    """
    if container.endswith(_REST):
        return "preprint" if _KINDS["preprint"].search(container) else ""
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(container)), "")


@lru_cache(maxsize=1 << 18)
def same_container(one: str, other: str) -> float:
    """How sure it is that two containers are one serial: 1 equal or abbreviated, 0 nothing shared."""
    if _REST in one or _REST in other:
        return _likeness_of_cut(one, other)
    whole = _likeness(one.replace("=", " "), other.replace("=", " "))
    if whole == 1.0 or ("=" not in one and "=" not in other):
        return whole
    ours, theirs = ([piece for piece in text.split("=") if len(piece) > 3] for text in (one, other))
    return max([whole, *(_likeness(a, b) for a in ours for b in theirs)])


def _likeness(one: str, other: str) -> float:
    compact, target = one.replace(" ", ""), other.replace(" ", "")
    if compact == target:
        return 1.0
    a, b = ([word for word in text.split() if word not in _STOP] for text in (one, other))
    if not a or not b:
        return 0.0
    if _abbreviates(a, b) or _abbreviates(b, a) or _is_acronym(a, b) or _is_acronym(b, a):
        return 1.0
    if _is_initials(one, other) or _is_initials(other, one):
        return 0.6
    glued = (len(a) == 1 and _is_glued(compact, b)) or (len(b) == 1 and _is_glued(target, a))
    if glued or _is_of_a_meeting(one, other) or _is_of_a_meeting(other, one):
        return 0.96
    return _shared(a, b)


def _likeness_of_cut(one: str, other: str) -> float:
    """How sure it is that a name of which "…" stands for a part is the other: little, where the rest says little."""
    names = [[word for word in name.split() if word not in _STOP] for name in (one, other)]
    rests = [[word for word in name if word != _REST] for name in names]
    (cut, short), (_, long) = sorted(zip(names, rests, strict=True), key=lambda pair: len(pair[1]))
    if _REST not in cut:
        return _shared(*rests)
    first, last = 0, len(long) - len(short)
    if cut[0] != _REST:
        last = first
    elif cut[-1] != _REST:
        first = last
    if not any(all(map(_are_one_word, short, long[start:])) for start in range(first, last + 1)):
        return _shared(*rests)
    return 1.0 if sum(word not in _WEAK for word in short) > 1 else 0.6


def _is_of_a_meeting(short: str, long: str) -> bool:
    """Whether a journal's name stands, in full or cut, before a meeting's: "J Soil Ecol 4th European Congress"."""
    if len(short) >= len(long) or container_kind(short) != "journal" or container_kind(long) != "conference":
        return False
    a, b = ([word for word in name.split() if word not in _STOP] for name in (short, long))
    return len(a) >= 2 and all(map(_are_one_word, a, b))


def _is_glued(run: str, long: list[str]) -> bool:
    """Whether a run of letters is the words' beginnings written together ("jthoraccardiovascsurg")."""
    if len(run) < 8 or len(long) < 2:
        return False
    letters = iter("".join(long))
    return run[0] == long[0][0] and all(char in letters for char in run)


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether each word abbreviates the next word of the other title ("Curr Opin Lipidol").

    From three words on, some of the other title's words may be left out; "Heart" is not "Heart Rhythm".
    """
    telling = [word for word in long if word not in _OPTIONAL]
    if (
        len(short) > len(long)
        or (len(short) < 3 and len(telling) > len(short))
        or len(long) > 2 * len(short) + 1
    ):
        return False
    position = 0
    for index, word in enumerate(short):
        while position < len(long) and not _are_one_word(word, long[position]):
            position += 1
            if index == 0:
                return False
        if position == len(long):
            return False
        position += 1
    return True


def _are_one_word(one: str, other: str) -> bool:
    """Whether either of two words abbreviates the other, as in "American journal" and "Am J"."""
    return _abbreviates_word(one, other) or _abbreviates_word(other, one)


def _abbreviates_word(short: str, long: str) -> bool:
    """Whether a word is cut short ("opin") or contracted ("natl"): the same first letter and the letters in order."""
    if long.startswith(short) or (short.startswith(long) and len(long) >= 3):
        return True
    if not short or short[0] != long[0] or len(short) < 3 or len(short) >= len(long):
        return False
    letters = iter(long)
    return all(char in letters for char in short)


def _is_acronym(short: list[str], long: list[str]) -> bool:
    return (
        len(short) == 1
        and len(short[0]) >= 3
        and len(long) >= 3
        and short[0] == "".join(word[0] for word in long)
    )


@lru_cache(maxsize=65536)
def has_telling_words(container: str) -> bool:
    """Whether a container's name says more than "proceedings of the", "int. conf." or a database's name."""
    if container in _DATABASES:
        return False
    return any(word not in _WEAK and not word.isdigit() for word in container.replace("=", " ").split())


def _is_initials(short: str, long: str) -> bool:
    """Whether a name is one word of three to six letters made of beginnings of the other's words ("colt", "vldb")."""
    telling = [word for word in short.split() if word not in _WEAK and not word.isdigit()]
    if len(telling) != 1 or not 3 <= len(telling[0]) <= 6 or not 2 <= long.count(" ") <= 24:
        return False
    return _spells(telling[0], long.split())


def _spells(letters: str, following: list[str]) -> bool:
    """Whether letters are the beginnings of some of the words, one or more of each, in order."""
    if not letters:
        return True
    for position, word in enumerate(following):
        taken = 0
        while taken < min(LONGEST_BEGINNING, len(letters), len(word)) and word[taken] == letters[taken]:
            taken += 1
            if _spells(letters[taken:], following[position + 1 :]):
                return True
    return False


def _shared(a: list[str], b: list[str]) -> float:
    """The share of telling words of the shorter title that the other has too, cut words counted.

    Of two journals each of which has words of its own (American Journal of Surgery, of Cardiology) it tells little.
    """
    left = {word[:4] for word in a if word not in _WEAK and not word.isdigit()}
    right = {word[:4] for word in b if word not in _WEAK and not word.isdigit()}
    if not left or not right:
        return 0.0
    journals = container_kind(" ".join(a)) == container_kind(" ".join(b)) == "journal"
    if journals and left - right - _SERIAL and right - left - _SERIAL:
        return 0.3
    return 0.9 * len(left & right) / min(len(left), len(right))
