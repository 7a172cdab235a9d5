"""What is taken off the end of a title: a genre, a series, an edition, volumes, the house that made it."""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.parts.classify import genre_type
from soilbib.formats.listing.parts.containers import take_bracket
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.rest import understand
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import Tail
from soilbib.formats.listing.vocabulary.gazetteer import PLACES
from soilbib.formats.listing.vocabulary.words import is_named_periodical

_SERIES_IN_TITLE = re.compile(
    r"^(.{5,}?)\s\(([^()]{5,80}?),?\s(?:[Nn]o\.?\s|[Nn]r\.?\s|[Nn][°º]\s?)?([A-Z]{0,4}[/-]?\d[\w,./-]*)\)$"
)
_GENRE_BRACKET = re.compile(r"\s[(\[]([^()\[\]]{3,140})[)\]]$")
_REPORT_NUMBER = re.compile(
    r"(.{5,}?[.?!])\s((?:[^.\d]{2,60}\s)?(?:Report|Paper|Bulletin|Rapport|Bericht|Series|Circular|Informe|Documento|Texte"
    r"|Cahier|Stud(?:ies|y)|Memo|Publication|Monograph|Manual|Handbook|Merkblatt|Fiche|Brief|[\w-]+-(?:rapport|[Rr]eport|[Bb]ericht))s?)[,.;]?\s(?:[Nn]o\.?|[Nn]r\.?|[Nn][°º]|#)?\s?(\d[\w./-]*)$"
)
_NUMBERED_SERIES = re.compile(
    r"(.{5,}?[.?!])\s((?:Les\s|The\s)?(?:[Dd]ossiers?|[Cc]ahiers?|[Dd]ocuments?|[Cc]ollection|[Ss]érie|[Ss]eries"
    r"|[Ss]chriftenreihe|[Ww]orking [Pp]apers?|[Tt]exte|[Nn]otes?|[Ff]iches?"
    r"|Werke|Gesammelte\s\w+|Sämtliche\s\w+|Werkausgabe|Collected\s\w+|Œuvres(?:\scomplètes)?|Obras(?:\scompletas)?|Opere)\b"
    r"[^.]{0,60})[.,]\s(?:Band\s|Bd\.\s|[Vv]ol\.\s|[Tt](?:ome|omo|\.)\s|[Nn]o\.?|[Nn]r\.?|[Nn][°º]|#)?\s?(\d[\w./-]*)$"
)
_LED_REPORT = re.compile(  # "Rapport sur les sols du monde n° 96"
    r"(.{5,}?[.?!])\s((?:Rapports?|Informes?|Berichte?|Relatórios?|Bulletins?|Boletín)\s[^.\d]{5,70}?),?"
    r"\s(?:[Nn]o\.?|[Nn]r\.?|[Nn][°º])\s?(\d[\w/-]*)$"
)
_VOLUMES = re.compile(r"(.{4,}?)[.,]\s(\d{1,2})\s(?:vols?|volumes|Bde|tomes)\.?")
_VOLUME_ENDS = ("vol", "vols", "volumes", "Bde", "tomes")
_TITLE_VOLUME = re.compile(r"(.{5,}[^\d\s]),\s(\d{1,3})")  # "Title, 26, Journal, 99–106"
_NAMED_VOLUME = re.compile(
    r"(.{5,}?)(?:[.?!]\s(?:[Vv]ol(?:ume)?|Bd|Band|[Tt]om[eo]|T|Teil)|,\s(?:vol|t))\.?\s(\d{1,3}|[IVX]{1,5})"
)  # "Title. Vol. 77", "Title, vol. 4"
_COMMA_SERIES = re.compile(
    r"(.{5,}?),\s([^\W\d_a-z][^,.:]{5,70}?),?\s(?:[Vv]ol\.?|Bd\.?|Band|[Tt]ome|[Nn]o\.?|[Nn][°º]|[Nn]r\.?)\s(\d{1,4})$"
)
_BARE_SERIES = re.compile(  # "Title, Studies of the Old Moors 166", before place and publisher
    r"(.{5,}?),\s((?!(?:Part|Book|Volume|Phase|Version|Chapter|Partie|Parte|Teil|Band|Deel)\b)[^\W\d_a-z][\w’-]+(?:\s[\w’-]+){2,7})\s(\d{1,3})$"
)
_OWN_SERIES = re.compile(
    r"(?P<title>.{5,}?)[.,?!]\s(?P<series>(?P<house>[A-Z]{3,})\s[^\W\d_][^.,]{5,70})(?:,\s(?:[Ss]ection|[Nn]o\.?|[Vv]ol\.?)\s(?P<number>\d{1,4}))?"
)
_NAMED_SERIES = re.compile(
    r"(.{5,}?[.?!])\s((?:(?:Les|The|I)\s)?(?:Cahiers|Collection|Coll\.|Série|Bibliothèque|Biblioteca|Colección|Coleção|Collana|Schriften|Reihe)\s[^.]{3,60}"
    r"|(?:[^\W\d_a-z][\w’&-]*\s(?:(?:and|of|in|for|the|on)\s)*){1,7}Series)"
)
_LONE_NUMBER = re.compile(
    r"(.{5,}?)(?:[.,;?!]+\s|\s(?=\())\(?(?:(?:[Rr]eport|[Rr]apport|[Bb]ericht)?\s?(?:[Nn]o\.?|[Nn]r\.?|[Nn][°º]|№|#):?\s?)?"
    r"([A-Z]{0,4}-?\d{1,6}|EUR\s\d{4,6}(?:\s[A-Z]{2})?|COM\(\d{4}\)\s\d+(?:\sfinal)?)\)?$"
)
_KIND_WORDS = {
    "paper": "paper-conference", "lecture": "speech", "address": "speech", "talk": "speech", "presentation": "speech",
    "manuscript": "manuscript", "typescript": "manuscript", "mimeo": "manuscript", "manuskript": "manuscript",
    "dissertation": "thesis", "thesis": "thesis", "release": "article",
}  # fmt: skip
"""Last words of what a sentence calls the work before it, with the item types."""
_OWN_KIND = re.compile(r"(?:[^\W\d_a-z][\w’'-]+\s){0,2}?(?:[a-z]+|Mimeo|Manuscript|Typescript|Manuskript)")
_LETTERED = re.compile(r"\d[-/]?[A-Z]{1,4}$")  # "Report No. 67395-GLB"
_FOR = frozenset("pour for für per para voor sur on über sobre su sul sulla over".split())
_CERTAIN = 0.97


def end_of(title: str) -> str:
    """A title without the punctuation that parts it from what follows; a question mark belongs to it."""
    bare = title.rstrip(" ,;:–—-/")
    return bare if bare[-1:] in "?!" else bare.rstrip(" .,;:–—-/")


def take_house(split: Split, tail: Tail) -> Split:
    """A last sentence that is surely a publisher, where only its place is known: "Title. Ministry of Soils. Madrid"."""
    cuts = boundaries(split.title)
    rest = understand(split.title[cuts[-1] :], tail) if cuts else None
    if not rest or rest.quality < _CERTAIN or rest.fields.keys() != {"publisher"}:
        return split
    return Split(
        end_of(split.title[: cuts[-1]]),
        rest.quality,
        {**rest.fields, **split.fields},
        split.names,
        split.note,
    )


def take_place(split: Split) -> Split:
    """A last sentence that is a place, where the publisher is known and its place is not: "Title. Madrid. Akal"."""
    cuts = boundaries(split.title)
    place = split.title[cuts[-1] :] if cuts else ""
    if place not in PLACES or "publisher-place" in split.fields:
        return split
    fields = {**split.fields, "publisher-place": place}
    return msgspec.structs.replace(split, title=end_of(split.title[: cuts[-1]]), fields=fields)


def take_genre(split: Split) -> Split:
    """Take a genre in brackets off the end of the title, a school after it being the publisher."""
    bracket = _GENRE_BRACKET.search(split.title) if split.title.endswith((")", "]")) else None
    if not bracket:
        return _take_kind(split)
    genre, _, school = bracket[1].partition(", ")
    if genre in ("Preprint", "preprint"):
        return msgspec.structs.replace(
            split, title=split.title[: bracket.start()], fields={**split.fields, "genre": "preprint"}
        )
    kind = genre_type(genre)
    if not kind:
        return split
    fields = {**split.fields, "genre": genre, **({"publisher": school} if school else {})}
    title = split.title[: bracket.start()]
    return Split(title, split.quality, fields, split.names, split.note, kind, split.date)


def take_own_series(split: Split) -> Split:
    """Take a last part off the title that begins with its publisher's acronym: "Title, OECD Soil Reviews"."""
    house, _, more = split.fields.get("publisher", "").partition(" ")
    told = more and house.isupper() and f" {house} " in split.title and "collection-title" not in split.fields
    series = _OWN_SERIES.fullmatch(split.title) if told else None
    if not series or series["house"] != house:
        return split
    fields = {**split.fields, "collection-title": series["series"]}
    if series["number"]:
        fields["collection-number"] = series["number"]
    return msgspec.structs.replace(split, title=end_of(series["title"]), fields=fields)


def take_collection(split: Split) -> Split:
    """Take a last sentence off the title that begins as series do, before place and publisher: "Les Cahiers du Sol"."""
    series = _NAMED_SERIES.fullmatch(split.title) if "publisher-place" in split.fields else None
    if not series or "collection-title" in split.fields or "container-title" in split.fields:
        return split
    fields = {**split.fields, "collection-title": series[2]}
    return Split(end_of(series[1]), split.quality, fields, split.names, split.note, split.type, split.date)


def _take_kind(split: Split) -> Split:
    """Take a last sentence off the title that says what it is: "Title. Rapport public thématique"."""
    cuts = boundaries(split.title)
    kind = split.title[cuts[-1] :] if cuts and "genre" not in split.fields else ""
    if not kind:
        return split
    first, *others = kind.split()
    own = _KIND_WORDS.get((others or [first])[-1].lower()) if _OWN_KIND.fullmatch(kind) else None
    if own:  # "Title. Keynote lecture"
        fields = {**split.fields, "genre": kind}
        return msgspec.structs.replace(
            split, title=end_of(split.title[: cuts[-1]]), fields=fields, type=split.type or own
        )
    kind_type = genre_type(first)
    most = {"report": 3, "thesis": 6}.get(kind_type, 0)
    if not 1 <= len(others) <= most or "’" in first:
        return split
    small = sum(word.islower() for word in others)
    if small < len(others) - 1 or not others[0].islower() or is_named_periodical(kind):
        return split
    if not _FOR.isdisjoint(others):
        return split  # "Guida pratica per agricoltori"
    fields = {**split.fields, "genre": kind}
    title = end_of(split.title[: cuts[-1]])
    return Split(title, split.quality, fields, split.names, split.note, split.type or kind_type, split.date)


def take_numbers(split: Split, tail: Tail) -> Split:
    """Take edition, volume and pages in brackets off the end of the title: "Handbook (3rd ed.)"."""
    title, fields = take_bracket(split.title)
    title = end_of(title) if fields else title
    volumes = _VOLUMES.fullmatch(title) if title.endswith(_VOLUME_ENDS) else None
    if volumes:  # "Title, 4 vol., Paris, Seuil"
        title, fields = volumes[1], {**fields, "number-of-volumes": volumes[2]}
    volume = (
        _TITLE_VOLUME.fullmatch(title) if "container-title" in split.fields and title[-1:].isdigit() else None
    )
    if volume and "volume" not in split.fields and "page" in tail.fields and "volume" not in tail.fields:
        title, fields = volume[1], {"volume": volume[2]}
    named = _NAMED_VOLUME.fullmatch(title) if title[-1:].isalnum() and "publisher" in split.fields else None
    if named and "volume" not in {**fields, **tail.fields}:
        title, fields = named[1], {**fields, "volume": named[2]}
    if not fields:
        return split
    fields = {**fields, **split.fields}
    return Split(title, split.quality, fields, split.names, split.note, split.type, split.date)


def take_series(split: Split, tail: Tail) -> Split:
    """Take "(Series 12)", "Report No 5" or "No. 5" off the end of the title, where what follows it is understood."""
    last = split.title[-1:]
    if not (split.fields or "publisher-place" in tail.fields) or not (
        last.isdigit()
        or last in (")", ".", ",")
        or "EUR " in split.title
        or (last.isupper() and _LETTERED.search(split.title))
    ):
        return split
    if not split.fields.keys().isdisjoint({"collection-title", "collection-number"}):
        return split
    match = (
        _REPORT_NUMBER.match(split.title)
        or _NUMBERED_SERIES.match(split.title)
        or _LED_REPORT.match(split.title)
        or _SERIES_IN_TITLE.match(split.title)
        or _COMMA_SERIES.match(split.title)
        or ("publisher-place" in split.fields and _BARE_SERIES.match(split.title))
    )
    if match:
        fields = {
            **split.fields,
            "collection-title": match[2].strip(),
            "collection-number": match[3].rstrip(",."),
        }
        title = match[1].rstrip(".")
    elif (lone := _LONE_NUMBER.match(split.title)) and "publisher" in split.fields:
        fields, title = {**split.fields, "number": lone[2]}, lone[1]
    else:
        return split
    return Split(title, split.quality, fields, split.names, split.note, split.type, split.date)
