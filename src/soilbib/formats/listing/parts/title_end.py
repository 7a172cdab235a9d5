"""Where the title ends: the cut after which the rest is best understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from soilbib.formats.listing.parts.classify import genre_type
from soilbib.formats.listing.parts.cuts import boundaries, commas, in_marks, semicolons
from soilbib.formats.listing.parts.imprints import PLACE_JOINTS, PUBLISHER_WORD, publisher_fields
from soilbib.formats.listing.parts.rest import understand
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import EDITION_WORD, Tail, peel
from soilbib.formats.listing.parts.title_matter import (
    end_of,
    take_collection,
    take_genre,
    take_house,
    take_numbers,
    take_own_series,
    take_place,
    take_series,
)
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, is_country, is_known_publisher, is_place
from soilbib.formats.listing.vocabulary.words import (
    LEADING_WORDS,
    ORDINALS,
    REVISIONS,
    edition_number,
    is_named_periodical,
    is_periodical,
)
from soilbib.model.names import is_office

_DIGIT = re.compile(r"\d")
_MID_EDITION = re.compile(
    r"[.,;\s](?:(?<=[.,;])(?:\s+|(?<!\d.))(?:[–—-]\s)?|(?<=[?!]\s))\(?(\d{1,2}|[IVX]{1,4}(?=\s[Ee]d))\.?"
    r"(?:(?<=\.)(?:\s(?:[a-zäöü]+\.?,?)){1,4}|st|nd|rd|th|e(?:\s(?:geheel\s)?herz(?:\.|iene))?|er|re|ème|a|ª|ᵉ|º|-[еяо]{1,2})?"
    rf"\s?(?:[A-Z][a-z]+\.?\s(?:(?:and|&)\s[a-z]+\.?\s)?)?{EDITION_WORD}\b\.?"
    r"(?:,?\s(?:rev|ampl|atual|corr|aum|augm|et|e|y|and|und|перераб|доп|испр|стер|и)\b\.?){0,5}"
    r"\)?[,.;:]?\s+(?:[–—-]\s+)?",
    re.IGNORECASE,
)
_VOLUME_AFTER = re.compile(r"(?:[Vv]ol(?:ume)?|Bd|Band|[Tt](?:om[eo])?)\.?\s(\d{1,3}|[IVX]{1,5})[.,]\s")
_EDITIONS = (" ed", " Ed", " éd", " Éd", " Aufl")
_WORDED_EDITION = re.compile(
    r"[.,;?!(](?:(?<=\s\()|(?<!\()\s\(?)"
    rf"((?i:reprint|rev\.|herz\.|{REVISIONS}|{'|'.join(ORDINALS)})\s"
    r"(?:[a-z]+\s)?(?:[Ee]d(?:ition|n|\.)|[ÉEé]d(?:ition|\.)|[Ee]dición|[Ee]dição|[Ee]dizione|Auflage|Aufl\.))\)?[.,;:]?\s+"
)
_GENRE_MID = re.compile(r"\s[(\[]([^()\[\]]{3,90})[)\]][.,;]\s(?=[^\W\d_a-z])")
_NUMBERED_GENRE = re.compile(
    r"(?P<genre>[^\W\d_][^\d]{3,40}?),?\s(?:[Nn]o\.?|[Nn]r\.?|[Nn][°º])\s?(?P<number>\d[\w/.-]*)"
)
_DEGREE = re.compile(  # "Title, Ph.D. diss. School", "Title. Diss. phil. Göttingen"
    r"[.,?!]\s(?P<genre>(?:(?:[Pp]h\.?\s?D\.?|[MDB]\.?\s?(?:A|Sc|Phil|Ed|S)\.?|(?:[Pp]hil|[Jj]ur|[Mm]ed|[Tt]heol)\.|[Uu]niv\.,?"
    r"|[Uu]npubl(?:ished|\.)|[Uu]nveröff\.)[\s-])*(?:[Dd]iss\.|Habil\.-Schr\.|Th(?:èse|\.) [Dd]oct\."
    r"|Thèse d[^.,]{2,40}(?=,\s[Uu]niv\.)|(?<=\.\s)(?:thesis|[Dd]issertation))"
    r"(?:\s(?:phil|rer\.\s?nat|jur|med|theol|masch)\b\.?)?)"
    r"[,.]?\s(?P<school>(?:[^.;]|(?<=[Uu]niv)\.|(?<=[Dd]ept)\.|(?<=Inst)\.|(?<=Fac)\.){3,})\.?$"
)
_DEGREES = ("iss. ", "iss., ", "oct", "Schr.", ". thes", ". diss", "Thèse d")
"""What a text has in which the expression above can be found."""
_DASH_PLACE = re.compile(r"[–—-](?<=\s.)\s(?=([^,:]{3,25})[,:]\s)")
_SMALL_WORD = re.compile(r"(?<![\w’'.-])[a-zà-ÿ]{5,}")
"""A word of a subtitle, that the name of a periodical seldom has."""
_STATE = re.compile(r",\s(?:[A-Z]{2}|D\.C\.?|[A-Z][a-z]{1,4}\.)$")
_PAGES_IN = re.compile(
    r"[.?!,]+\s+(?:(?:[Pp]p?\.?|[Pp]ages|S\.)\s(\d\w*[–-]\d\w*)[.,:]?\s+(?=(?:[Ii]n\b|[¿“«\"A-ZÀ-Þ]))"
    r"|(?!1[5-9]\d\d[–-]1|1[5-9]\d\d[–-]2)(\d{1,4}[–-]\d{1,4})[.,]\s+(?=In[:\s]))"
)
_SPECIAL_ISSUE = re.compile(r",\s(?:[Ss]pecial [Ii]ssue|[Nn](?:uméro|°) spécial|[Nn]úmero especial)\b.*$")
_SHORT_NAME = re.compile(  # "Title. tcs", "Title. eLife", "Title. npj Soils"
    r"(.{5,}[.,?!][”\"’)$]?)\s([a-z][a-z\d]{1,9}|[a-z]{1,2}[A-Z][a-z]\w{0,9}"
    r"|(?!in|en|em|im)(?<=\.\s)[a-z]{2,4}(?:\s[A-Z]\w+){1,3})"
)
_LIST_LAST = re.compile(  # "The Making of Europe: Conquest, Trade & Cultural Change"
    r":\s(?P<first>[^\W\d_a-z][\w’-]+),\s(?P<more>[^,.;:()]+)\s(?:and|&|et|und|y|e)\s[^,.;:()]+$"
)
_ABBREVIATED = re.compile(  # "Title, Geophys. Res. Lett.", "Title, Duke Math. J.", "Title. Geol. Soc. Am. Bull."
    r"(.{5,}?)[,?!]\s([^\W\d_a-z][\w-]*\.\s(?:[^\W\d_a-z][\w-]*\.?\s?){1,6}"
    r"|(?:[^\W\d_a-z][\w-]*\s){1,2}[^\W\d_a-z][\w-]{0,8}\.(?:\s[^\W\d_a-z][\w-]*\.?){0,5})"
    r"|(.{5,}?[a-zß-öø-ÿ]{3})(?<!\s(?:the|and|for|der|die|des|les|los|las))\s((?:[^\W\d_a-z][\w-]*\s)?(?:[^\W\d_a-z][\w-]{0,7}\.\s){1,5}[^\W\d_a-z][\w-]{0,7}\.)"
    r"|(.{5,}?(?:[a-zß-öø-ÿ]{4}|\s(?:the|of|and|in|de|la|des|der)\s[A-Z][a-z]{2}))\.\s((?:[^\W\d_a-z][\w-]{0,9}\.\s){1,6}[^\W\d_a-z][\w-]*\.?)"
)
_WORD_BEFORE = re.compile(r"(.{5,}[a-zß-öø-ÿ]{3})\.\s([^\W\d_a-z][\w-]+)")
_ABBREVIATION = re.compile(r"[^\W\d_a-z][\w-]*\.\s[^\W\d_a-z]")
"""What a text has in which the expression above can be found."""
_FIRST_ABBREVIATED = re.compile(
    r"[^\W\d_a-z][a-z]{1,5}\.\s[^\W\d_a-z][a-z]{1,7}\."
)  # "Phys. Rev. Lett.": no title
_SHORT_SENTENCE = 12  # characters; a shortened word and the end of a title before it are no longer
_LONE_SHORT = re.compile(
    r"(?<=[a-z]{3})[.?!]\s(?P<word>[^\W\d_a-z][a-z]{1,4}\.)\s$"
)  # "Title. Dev. Soil Sci."
_YEARS = re.compile(r"(?:1\d|20)\d\d-(?:(?:1\d|20)\d)?\d{1,2}")  # "Poland in Europe, 1320-1370"
_SHORTEST = 3
_MOST_WORDS = 8  # of the name of a periodical behind a dash


def split_title(tail: Tail, *, by_comma: bool = True) -> Split:
    """Cut the title from container or publisher: the first cut after which the rest is best understood."""
    text, in_periodical = tail.text, tail.in_periodical
    if in_periodical and ("pecial" in text or "pécial" in text):
        text = _SPECIAL_ISSUE.sub("", text)
    paged = _PAGES_IN.search(text) if "page" not in tail.fields and _DIGIT.search(text) else None
    if paged and paged.start() > _SHORTEST:
        fields = {**tail.fields, "page": (paged[1] or paged[2]).replace("–", "-")}
        text = f"{text[: paged.start()]}. {text[paged.end() :]}"
        found = split_title(Tail(text, fields, tail.date), by_comma=by_comma)
        return Split(
            found.title,
            found.quality,
            {"page": fields["page"], **found.fields},
            found.names,
            found.note,
            found.type,
            found.date,
        )
    told = _parted_by_edition(text, tail) or _named_genre(text) or _parted_by_degree(text)
    if told:
        return told
    in_short = _parted_by_abbreviations(text) if in_periodical and _ends_abbreviated(text) else None
    if in_short:
        return in_short
    best = Split(text.strip(" .,;"), _untouched(tail))
    for cuts, handicap in _kinds_of_cuts(text, tail, by_comma=by_comma):
        best = _best_cut(text, cuts, handicap, tail, best)
        if best.quality >= 0.85 and best.fields:
            break
    if in_periodical and not best.fields and "number-of-pages" not in tail.fields:
        best = _known_ending(best)
    if best.fields.keys() == {"publisher-place"}:
        best = take_house(best, tail)
    elif "publisher" in best.fields and "publisher-place" not in tail.fields:
        best = take_place(best)
    best = _take_periodical(best) if in_periodical and "container-title" in best.fields else best
    best = take_numbers(take_genre(_take_container(best, tail)), tail)
    return take_collection(take_own_series(take_series(best, tail)))


def _ends_abbreviated(text: str) -> bool:
    """Whether the last words of a text, two at least, have capitals as abbreviated names do, and one a full stop."""
    stopped = False
    for number, word in enumerate(reversed(text.split())):
        if "a" <= word[0] <= "z":
            return stopped and number > 1
        stopped = stopped or "." in word
    return stopped


def _parted_by_abbreviations(text: str) -> Split | None:
    """ "Title, Geophys. Res. Lett.": abbreviated words are a periodical; a title may end in a country before."""
    abbreviated = _ABBREVIATED.fullmatch(text.strip()) if _ABBREVIATION.search(text) else None
    if not abbreviated or in_marks(text):
        return None
    title, container = (part for part in abbreviated.groups() if part)
    said, _, rest = container.partition(". ")
    if rest and _is_whole_word(said):  # "… in Kent, Northern France. Soil Till. Res."
        title, container = text.strip()[: -len(rest)], rest
    parted = _WORD_BEFORE.fullmatch(title)
    if parted:  # "… and tillage. Soil Till. Res."
        title, container = parted[1], f"{parted[2]} {container}"
    if PUBLISHER_WORD.match(container):  # "Ed. Ceres"
        return None
    return Split(end_of(title), 0.95, {"container-title": container.strip()})


def _is_whole_word(text: str) -> bool:
    """Whether a text ends in a country, a place, an acronym or a vowel, as the abbreviation of a word does not."""
    last = text.rpartition(" ")[2]
    vowel = last[-1:] in "aeouy" and len(last) > len("Annu")
    acronym = last.isupper() and len(last) > 1
    return vowel or acronym or is_country(text) or is_place(text)


def _parted_by_edition(text: str, tail: Tail) -> Split | None:
    """ "Title. 2nd ed. Publisher", "Title. In: A, ed. Book. 2nd ed. Publisher": what follows an edition is known."""
    for told, pattern in (
        (_DIGIT.search(text) or "I ed" in text, _MID_EDITION),
        (any(map(text.__contains__, _EDITIONS)), _WORDED_EDITION),
    ):
        edition = pattern.search(text) if told else None
        volume = _VOLUME_AFTER.match(text, edition.end()) if edition else None
        rest = (
            understand(text[(volume or edition).end() :], tail, after_edition=True)
            if edition and edition.start() > _SHORTEST
            else None
        )
        if edition and rest:
            head = (
                text[: edition.start()].strip()
                if pattern is _MID_EDITION
                else end_of(text[: edition.start()])
            )
            fields = {
                **rest.fields,
                "edition": edition_number(edition[1]),
                **({"volume": volume[1]} if volume else {}),
            }
            book = split_title(Tail(head, {}, tail.date)) if in_marks(head) else None
            if book and "container-title" in book.fields:
                return Split(
                    book.title, 1.0, {**fields, **book.fields}, {**rest.names, **book.names}, rest.note
                )
            return Split(head, 1.0, fields, rest.names, rest.note)
    return None


def _kinds_of_cuts(text: str, tail: Tail, *, by_comma: bool) -> Iterator[tuple[tuple[int, ...], float]]:
    """Where the title may end, one kind of mark after the other, with what a cut there is less sure by."""
    yield (*_dashes(text, tail), *in_marks(text)), 0.0
    yield boundaries(text), 0.0
    yield semicolons(text), 0.02
    yield _last_colon(text, tail), 0.1
    if by_comma and not (": " in text and _ends_in_list(text)):
        yield commas(text), 0.1


def _ends_in_list(text: str) -> bool:
    """Whether a subtitle is a list of which no part is a place or publisher."""
    listed = _LIST_LAST.search(text)
    return listed is not None and not (
        is_place(listed["first"]) or is_known_publisher(listed["more"]) or PUBLISHER_WORD.search(listed[0])
    )


def _dashes(text: str, tail: Tail) -> list[int]:
    """The last spaced dash, where a periodical known by name follows it, and those that a known place follows."""
    if "–" not in text and "—" not in text and " - " not in text:
        return []
    found = [match.end() for match in _DASH_PLACE.finditer(text) if match[1].strip() in PLACES]
    head, dash, rest = next(
        (text.rpartition(dash) for dash in (" - ", " — ") if dash in text), text.rpartition(" – ")
    )
    if dash and tail.in_periodical and is_named_periodical(rest):
        found.insert(0, len(head) + len(dash))  # "Title - Soil Use and Management"
    elif dash and tail.in_periodical and head.endswith(".") and len(rest.split()) <= _MOST_WORDS:
        found.insert(0, len(head) + len(dash))  # "Title. – Mitt. Dt. Bodenkundl. Ges."
    return found


def _last_colon(text: str, tail: Tail) -> tuple[int, ...]:
    """The last colon, where an organisation follows it, or numbers that no full stop parts from the title."""
    head, colon, rest = text.rpartition(": ")
    words = rest.split()
    office = len(words) <= 12 and any(map(is_office, words[:2]))
    named = is_periodical(rest) or _SMALL_WORD.search(rest) is None
    numbered = named and tail.in_periodical and not boundaries(text) and bool(words) and words[0][0].isupper()
    placed = ", " in rest and is_place(rest.partition(", ")[0])
    place = _STATE.sub("", head)
    before = is_known_publisher(rest) or any(map(is_place, PLACE_JOINTS.split(place.rpartition(", ")[2])))
    return (len(head) + 2,) if colon and words and (office or numbered or placed) and not before else ()


def _best_cut(text: str, cuts: tuple[int, ...], handicap: float, tail: Tail, best: Split) -> Split:
    """The best of the splits at these cuts and the one that is known."""
    for cut in cuts:
        if len(text[:cut].strip()) <= _SHORTEST or _FIRST_ABBREVIATED.match(text, 0, cut + 12):
            continue
        rest = understand(text[cut:], tail)
        end = cut
        short = _LONE_SHORT.search(text, cut - _SHORT_SENTENCE, cut) if rest else None
        if rest and short and "container-title" in rest.fields:
            end, name = short.start("word"), f"{short['word']} {rest.fields['container-title']}"
            rest = msgspec.structs.replace(rest, fields={**rest.fields, "container-title": name})
        if rest and rest.quality - handicap > best.quality + 0.01:
            quality = rest.quality - handicap
            best = Split(
                end_of(text[:end]), quality, rest.fields, rest.names, rest.note, rest.type, rest.date
            )
    return best


def _known_ending(split: Split) -> Split:
    """Cut a periodical's name off a title that nothing parts from it: known, or begun with a telling word."""
    words = split.title.split()
    short = _SHORT_NAME.fullmatch(split.title)
    if short:
        return Split(
            end_of(short[1]), 0.75, {**split.fields, "container-title": short[2]}, split.names, split.note
        )
    for count in range(min(7, len(words) - 2), 0, -1):
        name = " ".join(words[-count:])
        told = count > 1 and words[-count].casefold() in LEADING_WORDS
        if (told or is_named_periodical(name)) and words[-count][0].isupper():
            title = end_of(" ".join(words[:-count]))
            return Split(title, 0.7, {**split.fields, "container-title": name}, split.names, split.note)
    return split


def _take_periodical(split: Split) -> Split:
    """A last sentence that is a periodical, where what follows it is who publishes it: "Title. Journal. Society"."""
    cuts = boundaries(split.title)
    last = split.title[cuts[-1] :] if cuts else ""
    told = last and (is_named_periodical(last) or last.split(maxsplit=1)[0].casefold() in LEADING_WORDS)
    if not told or not any(map(is_office, split.fields["container-title"].split())):
        return split
    fields = {**split.fields, "container-title": last, "publisher": split.fields["container-title"]}
    return msgspec.structs.replace(split, title=end_of(split.title[: cuts[-1]]), fields=fields)


def _take_container(split: Split, tail: Tail) -> Split:
    """A last sentence before place and publisher is the book's title where pages speak for a chapter."""
    published = not split.fields.keys().isdisjoint({"publisher", "publisher-place"})
    if not published or "container-title" in split.fields or split.type:
        return split
    inner = peel(split.title, tail.date.year if tail.date else 9999) if split.title[-1:].isdigit() else None
    if inner and "page" in inner.fields and not _YEARS.fullmatch(inner.fields["page"]):
        split = Split(
            inner.text,
            split.quality,
            {**split.fields, **inner.fields},
            split.names,
            split.note,
            "",
            split.date,
        )
    elif "-" not in tail.fields.get("page", "") or f", {split.fields.get('publisher-place')}, " in tail.text:
        return split  # "Title. Subtitle, Bologna, il Mulino, 1993, pp. 45-67"
    cuts = boundaries(split.title)
    if not cuts or len(split.title[: cuts[-1]].split()) < 2:
        return split
    fields = {**split.fields, "container-title": split.title[cuts[-1] :]}
    title = end_of(split.title[: cuts[-1]])
    return Split(title, split.quality, fields, split.names, split.note, split.type, split.date)


def _named_genre(text: str) -> Split | None:
    """ "Title (Doctoral dissertation). University, Place": what follows the genre in brackets is who published it."""
    match = _GENRE_MID.search(text) if "(" in text or "[" in text else None
    genre, _, school = match[1].partition(", ") if match else ("", "", "")
    kind = genre_type(genre)
    if not match or not kind or match.start() <= _SHORTEST:
        return None
    numbered = _NUMBERED_GENRE.fullmatch(genre) if genre[-1:].isalnum() else None
    imprint = understand(text[match.end() :], Tail("")) if ": " in text[match.end() :] else None
    if imprint and "publisher" in imprint.fields:  # "Title (Report No. 12). Washington, DC: Moor Bank"
        told = {"genre": numbered["genre"], "number": numbered["number"]} if numbered else {"genre": genre}
        return Split(text[: match.start()], 0.95, {**told, **imprint.fields}, type=kind)
    parts = [part for part in text[match.end() :].strip(" .,").split(", ") if part]
    if school:  # "Title [Doctoral dissertation, University]. Repository"
        more = {"source": ", ".join(parts)} if parts else {}
        return Split(text[: match.start()], 0.95, {"genre": genre, "publisher": school, **more}, type=kind)
    if any(len(part.split()) > 8 for part in parts):
        return None
    fields = {"genre": genre, **({"publisher": parts[0]} if parts else {})}
    if parts[1:]:
        fields["publisher-place"] = ", ".join(parts[1:])
    return Split(text[: match.start()], 0.95, fields, type=kind)


def _parted_by_degree(text: str) -> Split | None:
    """ "Title, Ph.D. diss. School", "Title. Diss. phil. Göttingen": what follows is a school or its place."""
    match = _DEGREE.search(text) if any(map(text.__contains__, _DEGREES)) else None
    if not match or match.start() <= _SHORTEST:
        return None
    school = match["school"].strip(" ,")
    where = {"publisher-place": school} if is_place(school) else publisher_fields(school.split(", "))
    fields = {"genre": match["genre"], **where}
    return Split(end_of(text[: match.start() + 1]), 0.98, fields, type="thesis")


def _untouched(tail: Tail) -> float:
    """How well it is understood that all is title: badly where volume or pages wait for their periodical."""
    if tail.in_periodical and "number-of-pages" not in tail.fields:
        return 0.45 if "volume" in tail.fields else 0.6
    if "publisher-place" in tail.fields:
        return 0.7
    return 0.8 if tail.fields else 0.7 if tail.date else 0.4
