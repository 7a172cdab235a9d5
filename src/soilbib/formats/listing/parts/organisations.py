"""Organisations among the authors: what tells them, and what belongs to one name."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.formats.listing.vocabulary.gazetteer import is_country, is_given, is_known_organisation, is_place
from soilbib.model import Name
from soilbib.model.name_splitting import is_ideographic
from soilbib.model.names import has_organisation_word, is_office, looks_like_organisation

_DASHED = re.compile(r"\s[–—-]\s.*\s[–—-]\s|\s-\s")
_HYPHENED = re.compile(r"[A-Z]{3,}-[A-Z][a-z]")  # "CCFD-Terre Solidaire"
_CONTINENTS = frozenset(
    """
    Africa Afrique África Afrika Amazônia Amazonia Amazonie America Americas América Amérique Asia Asie Europa Europe
    Pacific Sahel
    """.split()
)
_INITIAL = re.compile(r"(?:^|\s)[A-Z]\.\s")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d$")
_STOP = re.compile(r"(?<!\bSt)(?<!\bDr)(?<=[^\W\d_]{2})\.\s")
_INSIDE = re.compile(r"\s(?:in|dans|en|im)\s")
_ACRONYM = re.compile(r"[A-Z][A-Z\d-]{2,11}")
_QUOTED_END = re.compile(r"\s[“«\"][^“”«»\"]{2,40}[”»\"]$")
_ACRONYM_LAST = re.compile(r"\s\([A-Z][A-Za-z-]*[A-Z]\)$")
_POLITY = re.compile(
    r"(?:Ville|City|Town|State|Comune|Commune|Canton|Région|Region|Province|Provincia|Ayuntamiento|Mairie|Municipalité"
    r"|Municipality|République|Republic|Republik|República|Kingdom|Royaume|Métropole|County|Parc|Principality|Red|Rete|Rede|Réseau)\s"
    r"(?:of|de|du|des|di|do|da)\s|(?:Région|Regione|Región|Região|Stadt|Kanton|Landkreis|Freistaat|Canal|Canale|Chaîne)\s[^\W\d_a-z]"
)
_BETWEEN_BODIES = re.compile(r"\s(?:et|and|y|e|und|&)\s(?:l['’]|(?:la|le|the|el|die|das|der)\s)?")
_OF_MATTER = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]*+\s){0,3}(?:[Dd]epartment|[Mm]inistry|[Mm]inist[èe]re|[Mm]inisterio|[Mm]inisterium|[Mm]inistério|[Dd]irec\w+"
    r"|[Aa]gency|[Ii]nstitute?|[Bb]undesministerium|[Bb]undesamt|[Ss]ecretar[ií]a|[Cc]omm?ission|[Oo]ffice)(?:\s[^\W\d_]+)?\s"
    r"(?:of|for|de|des|du|d['’]|für|do|da)\b"
)
_MARKS = re.compile(r"[“”«»?!:]")
_OTHER_MATTER = re.compile(
    r",\s(?:de|du|des|do|da|dos|für|of|for)\b|\s(?:et|e|y|und|and)\s(?:de|du|des|do|da|der|zur)\b"
)
_MATTERS = re.compile(r"[^,;.]+(?:,\s(?:de|du|des|do|da|dos|für|of|for|d['’])[^,;.]+)*")
CAMEL = re.compile(
    r"(?!(?:Mc|Mac|Le|La|De|Di|Du|Da|Van|Von|Fitz|San|El|Al|Ben|Jo|Mary|Anne|St)[A-Z])[A-Z]+[a-z]+[A-Z]|[A-Z]{2,}[a-z](?!\w)"
)
"""A word with capitals that no person's name has, its first part."""
BROADCASTER = re.compile(
    r"(?:France (?:\d|Culture|Inter|Info|Bleu)|RFI|Deutschlandfunk|SRF|Radio France|TV5|TF1|A[Rr][Tt][Ee]|RTS"
    r"|RTBF|BBC|ZDF|ARD|DW|[NSMW]DR|RTVE|R[Aa][Ii]|CNN|NPR|PBS)\b"
)
"""How the name of a broadcaster begins that no other word tells."""
NO_FAMILIES = frozenset(
    """
    ASBL NGO ONG ONLUS Agroforestry Agroforesterie Biochar Carbon Carbone Climate Compost Ecology Extension Farms Films
    Forestry Grassroots Books Organic Press Productions Publishers Publishing Studios Verlag Toolkit Trust Ventures
    """.split()
)
"""Last words that no person's name has."""
_BETWEEN_ACRONYMS = re.compile(r",\s+|\s?/\s?|\s+&\s+|\s[-–]\s")
_ARTICLES = frozenset("le la les the der die das el los las il".split())
_NO_MARKS = str.maketrans("", "", " ,’'-")
_NUMERAL = re.compile(r"[IVX]{1,5}")
_JOINER = re.compile(r"(?:,? (?:and|et|und|y|e|&) |, )$")
_TWO = re.compile(r"([^\W\d_a-z][\w-]{2,})\s(?:et|and|und|y|e|en|&)\s([^\W\d_a-z][\w-]{2,})")
_NO_GIVEN_NAMES = frozenset(
    """
    Amis Biodynamic Café Earth Farm Farms Ferme Friends Future General Global Green Land Maison Mission New Nouvelle
    Open Organic Permaculture Plant Planet Planète Projet Real Red Regenerative Rete Rewilding Royal Rural Save Slow
    Sustainable Terra Terre Terres Tierra Tierras Vers Water Wild World
    """.split()
)
"""First words that no person's name has, where the last one is no given name."""
_SHOUTED_PAIR = re.compile(r"[A-Z]{3,4} [A-Z]{4,}")  # "RMT BOUCLAGE", but "DUPONT JEAN"
_ACRONYM_OF = re.compile(  # "SMICTOM du Pays de Fougères"
    r"[A-Z]{3,}\s(?:du|de la|des|de l['’]|d['’]|of|for|für|del|do|da|dos)\s?[^\W\d_a-z][^,;:]*"
)
_LONGEST_JOINER = len(", and ")
_LONGEST_IDEOGRAPHIC = 5  # characters of a person's name


def is_polity(text: str) -> bool:
    """Whether a text is a town's, a region's or a state's name with what it is: "Ville de Montréal"."""
    if (text[:3].isupper() and _ACRONYM_OF.fullmatch(text)) or _is_numbered_office(text):
        return True
    return ("," not in text and _POLITY.match(text) is not None) or _is_ministry(text) or _is_brand(text)


def is_listed_office(text: str) -> bool:
    """Whether behind an office nothing has a capital: "Conseil économique, social et environnemental"."""
    first, _, after = text.partition(", ")
    listed = (
        first[:1].isalpha()
        and is_office(first.split()[0])
        and after.translate(_NO_MARKS).isalpha()
        and after.islower()
    )
    return listed and after.count(",") <= 1 and ". " not in text


def split_joined_bodies(text: str) -> tuple[Name, ...]:
    """ "Région Bretagne et Chambre d’agriculture": two bodies, each of which its first word tells; else none."""
    joiners = list(_BETWEEN_BODIES.finditer(text))
    if len(joiners) != 1 or "," in text:
        return ()
    parts = text[: joiners[0].start()], text[joiners[0].end() :]
    return tuple(Name(literal=part) for part in parts) if all(map(_leads_body, parts)) else ()


def _leads_body(text: str) -> bool:
    """Whether the first word of a text is what a kind of bodies is called, a town's or a region's among them."""
    first, _, others = text.partition(" ")
    return bool(others) and (is_office(first) or _POLITY.match(text) is not None)


def is_spelled_out(text: str) -> bool:
    """Whether a text is an acronym and in brackets what it stands for: "ANA (Articulação Nacional de Agroecologia)"."""
    acronym, _, name = text[:-1].partition(" (")
    capitals = "".join(word[0] for word in re.split(r"[\s’'-]", name) if word[:1].isupper())
    return acronym.isupper() and len(acronym) > 1 and acronym == capitals


def is_branch(text: str) -> bool:
    """Whether a body that is known or an acronym is named with its place: "ADEME Bretagne", "USDA NRCS - Colorado"."""
    body, dash, branch = text.partition(" - ")
    if dash:
        return body.isupper() and branch[:1].isupper() and not any(map(str.isdigit, text))
    if "," in text:
        return False
    first, *others = text.split() or [""]
    if not 1 <= len(others) <= 2 or not all(word[0].isupper() and not word.isupper() for word in others):
        return False
    place = others[-1] in _CONTINENTS or (is_place(others[-1]) and not is_given(others[-1]))
    return (place and bool(_ACRONYM.fullmatch(first))) or (is_known_organisation(first) and first.isupper())


def _is_brand(text: str) -> bool:
    """Whether a text is no person's by a capital within its first word ("LfL Bayern") or by its last one."""
    if "," in text or text.count(" ") not in (1, 2, 3):
        return False
    last = text.rpartition(" ")[2]
    if _HYPHENED.match(text) and not is_given(last):
        return True
    camel = (CAMEL.match(text) or CAMEL.match(last)) and not _TWO.fullmatch(text)  # "AgroParisTech et UVED"
    if camel or BROADCASTER.match(text) or last in NO_FAMILIES:
        return True
    first = text.partition(" ")[0]
    if first in _NO_GIVEN_NAMES and not is_given(last):
        return True
    if text.isupper() and _SHOUTED_PAIR.fullmatch(text) and not is_given(first.title()):
        return True
    return is_country(last) and not (is_given(first) or first.endswith("."))


def _is_ministry(text: str) -> bool:
    """Whether an office and all its matters are named: "Ministère de l’écologie, du développement et de l’énergie"."""
    return (
        _OF_MATTER.match(text) is not None
        and _OTHER_MATTER.search(text) is not None
        and _MATTERS.fullmatch(text) is not None
    )


@lru_cache(maxsize=4096)
def known_or(name: Name) -> Name:
    """The name, as an organisation's where it is known as one."""
    first = name.family.partition(" ")[0]
    if name.family != first and is_known_organisation(first) and name.given:
        return Name(literal=f"{name.family}, {name.given}")  # "Embrapa Agrobiologia, Seropédica"
    inverted = name.given in NO_FAMILIES or (name.family.isupper() and is_known_organisation(name.family))
    text = f"{name.family} {name.given}" if inverted else name.display  # "ENDA Pronat", "Mirador ONG"
    told = (
        inverted
        or is_known_organisation(text)
        or is_known_organisation(text.partition(" ")[0])
        or _is_brand(text)
        or _POLITY.match(text) is not None
    )
    return Name(literal=text) if told and not name.literal else name


def _is_numbered_office(text: str) -> bool:
    """Whether an office has a Roman numeral, which is no initial: "Université de Rennes I"."""
    numbered = text[-1] in "IVX" and _NUMERAL.fullmatch(text.rpartition(" ")[2])
    return bool(numbered) and is_office(text.partition(" ")[0])


def is_hierarchy(text: str) -> bool:
    """Whether a body and its offices are named, the greater first: "European Commission. Directorate-General for …"."""
    first, *others = text.rstrip(".").split(". ")
    body = first.isupper() or any(map(is_office, first.split()))
    return body and len(first) > 2 and all(any(map(is_office, part.split()[:3])) for part in others)


def rejoined(names: tuple[Name, ...], text: str) -> tuple[Name, ...]:
    """ "Department of Primary Industries and Regional Development, Western Australia": one office and what it is for.

    A part after a joiner is not on its own where the office before it has its matter ("of", "for"), and it names
    no office itself.
    """
    office = next((index for index, name in enumerate(names) if _OF_MATTER.match(name.literal)), 0)
    if 0 < office < len(names) - 1:  # "Embrapa e Ministério da Agricultura, Pecuária e Abastecimento"
        return (*names[:office], *rejoined(names[office:], text))
    whole = names[0].literal
    for index, name in enumerate(names[1:], 1):
        part = name.display
        joiner = _joiner_before(part, text[text.find(whole) :])
        if joiner == " & " and " " not in part and is_office(whole.split()[0]):
            whole += joiner + part
            continue
        other = any(map(is_office, part.split())) or is_known_organisation(part) or part.isupper()
        if other and index > 1 and _OF_MATTER.match(whole):  # "Ministerio de Ambiente y Desarrollo, IDEAM"
            return (Name(literal=whole), *names[index:])
        if not joiner or other or not _OF_MATTER.match(whole):
            whole = ""
            break
        whole += joiner + part
    return (Name(literal=whole),) if whole else _with_welfare(names, text)


def _joiner_before(part: str, text: str) -> str:
    """What joins a part of a list to what stands before it, at the first place where something does; else nothing."""
    start = text.find(part)
    while start >= 0:
        joiner = _JOINER.search(text, max(0, start - _LONGEST_JOINER), start)
        if joiner:
            return joiner.group()
        start = text.find(part, start + 1)
    return ""


def _with_welfare(names: tuple[Name, ...], text: str) -> tuple[Name, ...]:
    """ "Ministry of Agriculture & Farmers Welfare, Government of India": the second matter of an office is no body."""
    first, second, *others = names[0].literal, names[1].display, *names[2:]
    joint = f"{first} & {second}"
    told = joint in text and _OF_MATTER.match(first) and not any(map(is_office, second.split()))
    if not told or is_given(second.split()[0]) or second.isupper():
        return names
    return (Name(literal=joint), *others)


def split_acronyms(text: str) -> tuple[Name, ...]:
    """ "AFR100, WRI & AUDA-NEPAD": all short names in capitals, one of which no person can have."""
    pair = _TWO.fullmatch(text) if text.count(" ") == 2 else None
    if pair and pair[1].isupper() != pair[2].isupper() and not (is_given(pair[1]) or is_given(pair[2])):
        return (Name(literal=pair[1]), Name(literal=pair[2]))  # "Legambiente e CREA"
    parts = _BETWEEN_ACRONYMS.split(text.rstrip("."))
    listed = text.rstrip(".").split(", ")
    if len(listed) > 1 and all(_ACRONYM.fullmatch(part) or is_known_organisation(part) for part in listed):
        parts = listed  # an "&" belongs to a body that is known
    if (
        "/" in text
        and len(parts) == 2
        and any(map(_ACRONYM.fullmatch, parts))
        and all(map(str.isalpha, parts))
    ):
        return tuple(Name(literal=part) for part in parts)
    if len(parts) < 2 or not all(_ACRONYM.fullmatch(part) or is_known_organisation(part) for part in parts):
        return ()
    told = " - " in text or any(
        is_known_organisation(part)
        or has_organisation_word(part)
        or "-" in part
        or any(map(str.isdigit, part))
        for part in parts
    )
    return tuple(Name(literal=part) for part in parts) if told else ()


def likeness_of(text: str) -> float:
    """How far a literal name looks like an organisation's or another's that stands alone."""
    text = _without_quotation(text.removeprefix("the "))
    words = text.split()
    if not text[0].isalpha() or text[0].islower() or len(words) > 14 or _MARKS.search(text):
        return 0.1
    if is_ideographic(text):
        return 0.8 if len(text) <= _LONGEST_IDEOGRAPHIC else 0.45
    if _goes_beyond_name(text) or _is_small_phrase(words):
        return 0.2
    if has_organisation_word(words[0]) or is_known_organisation(text):
        return 0.85
    if len(words) == 1:
        return 0.75 if text.isupper() and len(text) > 1 else 0.45
    return _phrase_likeness(text, words)


def _is_small_phrase(words: list[str]) -> bool:
    """Whether an article and small words without an office are all: "Le sol"."""
    return words[0].lower() in _ARTICLES and all(word.islower() and not is_office(word) for word in words[1:])


def is_more_than_name(text: str) -> bool:
    """Whether a text that an organisation's name begins goes on with a title: a colon, a quote, a sentence's end."""
    marked = _MARKS.search(_without_quotation(text)) is not None
    return marked or (_goes_beyond_name(text) and not is_hierarchy(text))


def _without_quotation(text: str) -> str:
    """The name of a body without what it quotes at its end: "Initiative internationale “4 pour 1000”"."""
    quoted = text[-1] in '”»"' and has_organisation_word(text.partition(" ")[0])
    return _QUOTED_END.sub("", text) if quoted else text


def _goes_beyond_name(text: str) -> bool:
    """Whether a year, a sentence's end, dashes, or a title with "in" stand in a text: it is more than a name."""
    if text[-1] in "0123456789)" and _YEAR.search(text.rstrip(")")):
        return True
    body, dash, branch = text.partition(" - ")
    acronym = branch.isupper() and branch.isalpha() and any(map(is_office, body.split()))
    if acronym or (dash and body.isupper() and has_organisation_word(branch.partition(" ")[0])):
        return False  # "ARVALIS - Institut du végétal"
    if _ACRONYM_LAST.search(text) and is_office(text.split(maxsplit=1)[0]):
        return False  # "Asociación de Suelos. Suelos Vivos (ASSV)"
    stopped = ". " in text and (_STOP.search(text) or (_INITIAL.search(text) and _INSIDE.search(text)))
    return bool(stopped) or _DASHED.search(text) is not None


def _phrase_likeness(text: str, words: list[str]) -> float:
    capitals = sum(word[0].isupper() or word[0] in "(&’'" for word in words) / len(words)
    if has_organisation_word(text) or text.endswith(")") or text.isupper():
        titled = " in the " in text and not any(map(is_office, words))  # "Carbon farming in the CAP"
        return 0.85 if capitals >= 0.3 and not titled else 0.45
    if looks_like_organisation(text):
        return 0.35 if capitals >= 0.5 else 0.15
    return 0.3 if capitals == 1 else 0.1
