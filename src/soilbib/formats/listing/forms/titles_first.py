"""References that begin with the title: its author follows, or a year, or nothing but an end that is understood."""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.forms.title_year import YEAR_AFTER_TITLE, are_persons
from soilbib.formats.listing.parts.classify import genre_type, read_date, split_final_date
from soilbib.formats.listing.parts.credits import read_credit
from soilbib.formats.listing.parts.cuts import boundaries, commas
from soilbib.formats.listing.parts.editors import editor_lead
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.parts.rest import understand
from soilbib.formats.listing.parts.segments import depth_map, starts_quoted, unquote, without_stop
from soilbib.formats.listing.parts.small_words import could_be_persons
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import Tail, lead_date, peel, spell_imprint
from soilbib.formats.listing.parts.title_end import split_title
from soilbib.formats.listing.parts.trailer import Parts, assemble, read_parts
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_publisher, is_place
from soilbib.formats.listing.vocabulary.words import is_periodical
from soilbib.model import Date, Name
from soilbib.model.names import has_organisation_word, is_initials

_BY = re.compile(
    r"[,.;\s](?:(?<=\s)|\s)(?:par|[Bb]y|von|por|(?<=,\s)(?P<of>d[ei])|de la plume de|written by)\s+(?=[^\W\d_a-z])"
)
_EDITED_WORDS = re.compile(r"sous la |irigé|oordon|dited by|rsg|erausgegeben|cura di|bajo la|rganizad|oordin")
_EDITED = re.compile(
    r"[,.]?\s(?:sous la (?:dir(?:ection|\.)|coord(?:ination|\.)) d(?:e\s|['’])|edited by\s"
    r"|(?:dirigée?|coordonnée?) par\s"
    r"|[Hh]rsg\. v(?:on|\.)\s|herausgegeben von\s|a cura di\s|bajo la dirección de\s|(?:coordinad|organizad)[ao] por\s)"
    r"(?=[^\W\d_a-z])"
)
_LEAST = 4  # characters of a title
_BY_WORDS = (
    " par ",
    " by ",
    " By ",
    " von ",
    " por ",
    ", de ",
    ", di ",
    " de la plume de ",
)  # of which it has one
_PARTICIPLE = re.compile(  # "Directed by": no author
    r"\b(?:direct|edit|translat|produc|narrat|illustrat|réalis|dirig|tradu|coord|présent|anim|produ|prefac|préfac|recueill|interview|select|comment|annotat|adapt|compil|introdu|curat|herausgeg|übersetz|bearbeit|revis)"
    r"[^\W\d_]*(?:\s(?:de l['’]|du |del |dal |do |aus dem |from |from the )[^\W\d_]+)?"
    r"(?:\s(?:et|and|y|e)\s[^\W\d_]+)?$",
    re.IGNORECASE,
)
_KIND_BEFORE = re.compile(r",\s(?:an?\s|une?\s|um\s|un[oa]\s|eine?\s)?([^\W\d_]+(?:\s[^\W\d_]+)?)$")
_YEAR_LAST = re.compile(r"[.,]\s((?:1[89]|20)\d\d)$")
_FEW = 2  # words of a title
_REACH = 40  # characters; no kind of work is longer
_CUT_NAME = re.compile(r"(?P<family>[^\W\d_a-z][\w’'-]+),?\set\sal\b\.?(?=\s[^\W\d_a-z]|$)")
_NAMES_END = re.compile(
    r"\s[–—-]\s|\s\(?(?:1[4-9]\d\d|20\d\d)\b|[,;(](?:\s|$)|(?<!\b[^\W\d_a-z])\.(?:\s|$)|\s\(|$"
)
_PERSON_KIND = re.compile(
    r"(?P<person>[^\W\d_a-z][\w’-]+\s[^\W\d_a-z][\w’-]+)\s"
    r"(?P<kind>(?:Cédérom|CD-ROM|DVD|Jeu|Livre|Logiciel|Film|Coffret|Album|BD|Roman|Essai|Documentaire|Game)\b.{0,60})"
)
_FINAL_PERSON = re.compile(
    r"\s\((?:(?P<year>(?:1[5-9]|20)\d\d),\s)?(?P<person>(?P<given>[^\W\d_a-z][^\W\d_]+)(?:\s[^\W\d_a-z][\w.’-]*){1,3})(?:,\s[^()]{2,60})?\)$"
)
_THESES = ("issert", "Thes", "thes", "Thès", "thès", "Tesi", "tesi", "émoire")
_HOUSE = re.compile(r",\s[ÉEé]d\.\s(?:d[eu]s?\s|l[ae]\s)?[^\W\d_a-z]")  # ", éd. de Terran" publishes
_EDITION = re.compile(
    r"[\s,.]*(\d{1,2})(?:ª|[aeº.]|st|nd|rd|th|ème)?\s?(?:ed|éd|edn|Aufl|edición|édition|edition)\.?,?\s(?=[^\W\d_a-z])"
)
_NAMED = r"[^\W\d_a-z][a-zß-öø-ÿ]+(?:-[^\W\d_a-z][a-zß-öø-ÿ]+)?"
_OF_PERSONS = re.compile(  # "Le sol vivant de Jane Doe (Actes Sud)"
    rf"(?P<title>\S+\s[^.()]{{2,150}}?)\s(?:de\s|d['’]|di\s)(?P<names>(?P<given>{_NAMED})(?:\set\s{_NAMED})?\s(?:d[eu]\s|[Ll]e\s)?{_NAMED}"
    rf"(?:(?:,|\set|\se)\s{_NAMED}\s{_NAMED}){{0,3}})(?:\s\((?P<more>[^()]{{2,40}})\))?"
)
_LIVES = frozenset(
    """
    vie vies histoire œuvre œuvres mort journal lettres lettre portrait portraits biographie pensée discours contes
    mémoires souvenirs vita storia opera opere diario lettere morte ritratto vida historia obra obras cartas muerte
    héritage nom autour fils fille eredità rue place avenue université lycée collège école musée fondation
    """.split()
)
"""Words whose "de" leads to whom a title is about."""
_IMPRINT_BRACKET = re.compile(
    r"[.,]?\s\((?P<pages>\d{1,4})\s?(?:pages?|pp?\.?|S\.|Seiten|págs?\.?)[,.]?\s(?P<publisher>[^()\d]{2,60}\s)?"
    r"(?P<year>1[5-9]\d\d|20\d\d)(?P<more>[^()]{0,80})\)\.?$"
)


def read_by(text: str) -> Reading | None:
    """ "Title, par Author Year, Publisher, Place": a word for "by" stands before the names."""
    if starts_quoted(text) or not any(map(text.__contains__, _BY_WORDS)):
        return None
    inside = depth_map(text)
    for match in list(_BY.finditer(text, 0, 500))[:3]:
        made = _read_made(text, match)
        if made:
            return made
        before = YEAR_AFTER_TITLE.search(text, 0, match.start())
        if inside[match.start()] or match.start() < 4 or before or _PARTICIPLE.search(text, 0, match.start()):
            continue
        kind = _KIND_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        if kind and genre_type(kind[1]):
            continue  # "Title, a documentary by Jane Doe"
        after = text[match.end() :]
        if match["of"] and not is_given(after.split(maxsplit=1)[0]):
            continue
        end = _NAMES_END.search(after)
        names = read_names(after[: end.start()].strip()) if end else Names()
        cut = _CUT_NAME.match(after)
        if cut:  # "A Pattern Language by Alexander, et al."
            family = Name(family=cut["family"])
            return Reading(
                "by",
                unquote(text[: match.start()].rstrip(" ,.;–—-")),
                0.74,
                (family,),
                True,
                notes=(after[cut.end() :].strip(" ."),),
            )
        if not end or not names.sure or not names.persons or not all(name.given for name in names.names):
            continue
        names, behind = _with_more(names, after, end.start())
        date, rest = lead_date(after[behind:].strip(" .,;(–—-"))
        tail = peel(rest, date.year if date else None)
        parts = read_parts(tail, want_authors=False)
        title = text[: match.start()].rstrip(" ,.;–—-")
        year = _YEAR_LAST.search(title) if date is None else None
        if year:  # "Title. 2008, by Jane Doe"
            title, date = title[: year.start()], read_date(year[1])
        split = Split(
            unquote(title),
            parts.quality,
            parts.fields,
            parts.names,
            parts.note,
        )
        return assemble("by", names, date, tail, split, 0.78)
    return None


def read_edited(text: str) -> Reading | None:
    """ "Title, sous la direction de A. Doe 1975, Publisher, Place": editors, a year, and what follows it."""
    match = _EDITED.search(text, 0, 500) if _EDITED_WORDS.search(text) else None
    end = _NAMES_END.search(text, match.end()) if match else None
    names = read_names(text[match.end() : end.start()].strip()) if match and end else Names()
    if not match or not end or match.start() < _LEAST or not names.sure or not names.persons:
        return None
    if YEAR_AFTER_TITLE.search(text, 0, match.start()):
        return None
    date, rest = lead_date(text[end.start() :].strip(" .,;(–—-"))
    if not date or not rest:
        return None
    tail = peel(rest, date.year)
    parts = read_parts(tail, want_authors=False, published=True)
    split = Split(
        unquote(text[: match.start()].rstrip(" ,.;")), parts.quality, parts.fields, parts.names, parts.note
    )
    return assemble("by", names, date, tail, split, 0.78, editors=True)


def _read_made(text: str, by: re.Match[str]) -> Reading | None:
    """ "Title edited by Jane Doe": nothing but names behind a word for what they did, which no comma parts."""
    done = _PARTICIPLE.search(text, 0, by.start())
    if not done or text[done.start() - 1] != " " or text[done.start() - 2] in ",.;:(":
        return None
    credit = read_credit(text[done.start() :].rstrip("."))
    title = text[: done.start()].strip()
    if not credit or credit.variable == "author" or len(title.split()) < _FEW:
        return None
    kind = credit.type or ("motion_picture" if credit.variable == "director" else "")
    return Reading("by", title, 0.74, names={credit.variable: credit.names.names}, type=kind)


def _with_more(names: Names, text: str, end: int) -> tuple[Names, int]:
    """The names and the persons in full that follow them after a comma, and where the last one ends."""
    while text.startswith(", ", end):
        following = _NAMES_END.search(text, end + 2)
        piece = text[end + 2 : following.start()] if following else ""
        more = read_names(piece) if piece and could_be_persons(piece) and not piece.isalpha() else Names()
        if not following or not are_persons(more) or not (len(more.names) > 1 or is_given(piece.split()[0])):
            break
        names, end = Names((*names.names, *more.names), more.truncated, names.score), following.start()
    return names, end


def read_title_persons(text: str) -> Reading | None:
    """ "Title. First Family. Place : Publisher Year", "Title, First Family [et al.], Publisher, Year"."""
    tail = peel(text)
    if not tail.date or "director" in tail.names:
        return None
    stops, parted = boundaries(tail.text), commas(tail.text)
    for cuts, sure in ((stops, True), (parted, False), (tuple(sorted({*stops, *parted})), False)):
        start, end, names = _persons(tail.text, cuts)
        house = names.names and _HOUSE.match(tail.text, end)
        edited = editor_lead(tail.text, end) if names.names and not house else None
        rest = (
            _after(tail.text[edited.end() if edited else end :], tail) if names.names else Parts(quality=0.0)
        )
        if names.names and (sure or rest.quality >= 0.8):
            title = tail.text[:start].rstrip(" .,")
            split = Split(title, rest.quality, rest.fields, rest.names, rest.note, rest.type)
            known = any(is_given(name.given.split()[0]) or is_initials(name.given) for name in names.names)
            return assemble(
                "title-persons", names, None, tail, split, 0.72 if known else 0.66, editors=edited is not None
            )
    return None


def _persons(text: str, cuts: tuple[int, ...]) -> tuple[int, int, Names]:
    """The first run of pieces that are persons' full names: where it starts and ends, and the names."""
    ends = [*cuts[1:], len(text)]
    for number, start in enumerate(cuts):
        if len(text[:start].split()) < 2:
            continue
        listed = lead_names(text[start:])
        if listed and len(listed[0].names) > 1:
            return start, start + listed[1], listed[0]
        found = Names()
        stop = start
        for end in ends[number:]:
            piece = without_stop(text[stop:end].strip(" ,;"))
            if PUBLISHER_WORD.match(piece):
                break
            if piece.isalpha() or has_organisation_word(piece) or not could_be_persons(piece):
                break
            if is_place(piece) or is_known_publisher(piece):
                break
            names = read_names(piece)
            if not are_persons(names) or is_periodical(piece):
                break
            found = Names((*found.names, *names.names), names.truncated, min(names.score, found.score or 1.0))
            stop = end
        if found.names:
            return start, stop, found
    return 0, 0, Names()


def _after(text: str, tail: Tail) -> Parts:
    """What follows the persons: place and publisher as one phrase, or part by part."""
    edition = _EDITION.match(text)
    if edition:  # ", 2ª ed. La Paz: Moor"
        after = _after(text[edition.end() :], tail)
        return msgspec.structs.replace(after, fields={"edition": edition[1], **after.fields})
    known = understand(text, tail)
    if known:
        return Parts(known.fields, known.names, quality=known.quality, type=known.type)
    return read_parts(Tail(text.strip(" .,;"), tail.fields, tail.date), want_authors=False, published=True)


def read_title_tail(text: str) -> Reading | None:
    """ "Title. Place: Publisher, Year", "Title, dir. Name, Place, Year": no author, but an end that is understood."""
    tail = peel(spell_imprint(text))
    if not tail.date and any(map(text.__contains__, _THESES)):
        thesis = split_title(tail, by_comma=False)
        return assemble("title-tail", Names(), None, tail, thesis, 0.6) if thesis.type == "thesis" else None
    if not tail.date or not (tail.names or tail.fields):
        split = split_title(tail, by_comma=False) if tail.date else None
        if split and not split.fields and text[len(tail.text) :].lstrip()[:1] in (",", ".", ":", "("):
            return Reading("title-date", unquote(split.title), 0.58, issued=tail.date)
        if not split or not split.fields or split.quality < 0.9:
            return None
    else:
        split = split_title(tail)
        if not split.fields and not tail.names:
            return None
    return assemble("title-tail", Names(), None, tail, split, 0.64)


def read_bracketed_imprint(text: str) -> Reading | None:
    """ "Title. (160 pages ÉCLM 2016 …)": the last bracket holds a year and a count of pages."""
    match = _IMPRINT_BRACKET.search(text)
    date = read_date(match["year"]) if match else None
    if not match or not date or len(text[: match.start()].split()) < 2:
        return None
    fields = {"number-of-pages": match["pages"], "publisher": (match["publisher"] or "").strip(" ,")}
    title = unquote(text[: match.start()].rstrip(" .,"))
    note = match["more"].strip(" ,.")
    return Reading("title-bracket", title, 0.74, (), False, date, fields, notes=(note,) if note else ())


def read_title_persons_kind(text: str) -> Reading | None:
    """ "Title, First Family, First Family Cédérom pour Mac et PC": persons, and behind the last a kind of work."""
    pieces = text.split(", ") if text.count(", ") > 1 else []
    last = _PERSON_KIND.fullmatch(pieces[-1]) if pieces else None
    if not last:
        return None
    people = [last["person"]]
    for piece in reversed(pieces[1:-1]):
        if not could_be_persons(piece) or not are_persons(read_names(piece)):
            break
        people.insert(0, piece)
    names = read_names(", ".join(people))
    if len(people) < 2 or not any(is_given(name.given.split()[0]) for name in names.names if name.given):
        return None
    title = ", ".join(pieces[: len(pieces) - len(people)])
    kind = genre_type(last["kind"].split()[0])
    return Reading(
        "title-persons", unquote(title), 0.74, names.names, fields={"genre": last["kind"]}, type=kind
    )


def _in_bracket(text: str) -> tuple[Date | None, dict[str, str]]:
    """A year or a publisher that a bracket behind the persons holds."""
    date = read_date(text.strip(" !?"))
    house, date = ("", date) if date or not text else split_final_date(text)
    return date, {"publisher": house} if house else {}


def read_final_person(text: str) -> Reading | None:
    """ "Title. Subtitle. First Family": nothing but a person's full name after the last full stop."""
    bracket = _FINAL_PERSON.search(text) if text.endswith(")") else None
    if bracket and is_given(bracket["given"]) and are_persons(read_names(bracket["person"])):
        names = read_names(bracket["person"])
        date = read_date(bracket["year"] or "")
        return Reading(
            "title-author", unquote(text[: bracket.start()]), 0.62, names.names, names.truncated, date
        )
    of = _OF_PERSONS.fullmatch(text) if text[-1:].isalpha() or text.endswith(")") else None
    if of and is_given(of["given"]) and of["title"].rpartition(" ")[2].lower() not in _LIVES:
        names = read_names(of["names"])
        if are_persons(names) or "et" in of["names"].split():
            found = _in_bracket(of["more"] or "")
            return Reading("title-author", of["title"], 0.62, names.names, names.truncated, *found)
    cuts = boundaries(text)
    if not cuts:
        return None
    last = text[cuts[-1] :].strip(" .")
    names = read_names(last) if could_be_persons(last) else Names()
    if (
        names.score < 0.78
        or not all(name.family and name.given for name in names.names)
        or len(last.split()) > 8
    ):
        return None
    score = 0.7 if are_persons(names) and is_given(last.split()[0]) else 0.62
    return Reading("title-author", text[: cuts[-1]].rstrip(" ."), score, names.names, names.truncated)
