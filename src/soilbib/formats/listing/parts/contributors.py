"""The people that a text names with what they did: "edited by X", "Hrsg. von Y", "X & Y (eds)", "X, directors"."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, is_given, is_known_publisher
from soilbib.model import Name
from soilbib.model.names import has_organisation_word

_ROLE = re.compile(
    r"[\s,.;(\[](?:(?=[HhEeéÉSsDd])"  # most words end here, most others in the first line of three
    r"(?=[Hh](?:rsg|era|g\.\sv|osted)|[EeéÉ]d(?:s?\.|ited)|[Ss]ous l|[Dd]ir(?:\.|ig|ected)|[Dd]ocum|[Ee]n cola)"
    r"|(?=[TtRrÜUuCcAa])(?=[Tt]r(?:\.|ad|ans[.l])|[Tt]łum|[Rr]éal|[Rr]egie|red\.|[ÜUu]bers|[Uu]nter [MBU]"
    r"|[Cc]o(?:ord|mp\.|n la|m a)|[Aa] cu|[Aa]vec la)"
    r"|(?=[OoPpFfIiNnMmVvWwСПпÇçÖö])(?=[Oo]rganizad|[Oo]vers|[Pp](?:réf|ostf|refa|rólo|rze|[rř]el)|pod red|[Ff]ilm"
    r"|[Ff]orew|[Ii]ll(?:\.|ustr)|[Ii]ntrod|[Nn]arr|[Mm]it [MBU]|[Vv]orw|[Ww]ith (?:th|c)|[СПп]|[Çç]ev|[Öö]vers))"
    r"(?P<label>[Hh]g\.\sv(?:on|\.)|[Hh]rsg\.?(?:\sv\.(?=\s)|\svo[nm](?:\sder)?)?"
    r"|[Hh]erausgegeben von|[Ee]dited by|[ée]d\. par"
    r"|(?:[Pp]réf|[Pp]ostf|[Ii]ntrod)(?:\.|ace|uction) (?:de |par |d['’])|[Pp]refa(?:zione|cio) d[ie]|[Pp]rólogo de"
    r"|[Vv]orwort von|(?:[Ff]oreword|[Ii]ntroduction) by"
    r"|[Aa]vec la (?:collaboration|participation) d(?:e(?=\s)|['’])|[Ee]n colaboración con"
    r"|[Cc]on la c(?:olaboración|ollaborazione) d[ei]"
    r"|[Cc]om a colaboração de|(?:[Uu]nter|[Mm]it) (?:Mitarbeit|Beiträgen|Unterstützung) von"
    r"|[Ww]ith (?:the (?:assistance|collaboration|help) of|contributions (?:by|from))"
    r"|[Ss]ous la (?:dir|coord)(?:ection|ination|\.) d(?:e(?=\s)|['’])"
    r"|[Dd]ir\.(?=\s[A-ZÀ-Þ])|(?<!\d\..)(?<!\d(?:st|nd|rd|th).)[Ee]ds?\.(?:\sby)?"
    r"|[Tt]rad(?:\.|uit)\s(?:de l['’]\w+|du \w+)\spar"
    r"|[Tt]raduit par"
    r"|[Tt]raduc(?:tion|ción|tion française)\s(?:par|por)"
    r"|(?:(?<=[.,;:)\]»”\"]\s)|(?<=[(\[]))(?:[Tt]raduc(?:tion|ción|tion française)\sde"
    r"|[Tt]raduzione\sdi|[Tt]radução\sde"
    r"|[Tt]raducción(?=\s[A-ZÀ-Þ]))"
    r"|[Üü]bersetzung\svon|[Tt]ranslation\sby"
    r"|[Tt]r(?:ad)?\.\s(?:it|fr|esp|port|ingl|cast|al)\.(?:\s(?:di|de|par|por|a cura di)(?=\s)|(?=\s[A-ZÀ-Þ]))"
    r"|[Tt]rad\.(?:\sde)?|[Tt]ranslated (?:with [a-z ]+ )?by"
    r"|(?:(?<=[.,;:)\]]\s)|(?<=[(\[]))[Tt]rans\.(?!\s?(?:[A-Z]\.\s?)?(?:Soc|Roy|Am|Inst|Geo|Br|Electr|Ind|Med|ASA|IEEE|Agr))"
    r"|[Rr]éal(?:\.|isée? par|isation(?:\s?:|(?=\s[A-ZÀ-Þ])))|[Rr]egie\s?:|[Cc]oord(?:\.|onn\w+|inad\w+)\s(?:par|por)"
    r"|[Dd]irig\w+\s(?:par|por)|[Aa] cura di|red\.(?=\s[A-ZŁŚŻŹĆ])|pod red(?:\.|akcją)|[Oo]rganizad[oa]s? por"
    r"|(?:[Ff]ilm|[Dd]ocumentaire)(?:\s[^\W\d_]+)?\s(?:de|by|von)"
    r"|[Pp]rzeł\.|[Tt]łum\.|[Pp][rř]el\.|[ÖöOo]vers\.(?:\sav)?|[Çç]ev\.|[Пп]ер(?:\.|евод)(?:\sс\s[а-я-]+\.?)?"
    r"|[Пп]од (?:общ\. )?ред(?:\.|акцией|акцията)(?:\sна(?=\s))?|Сост\."
    r"|[ÜUü]bers\.? von|[Ii]ll(?:ustr\w+|\.) (?:by|de|par|von)"
    r"|(?:[Nn]arrat|[Hh]ost|[Dd]irect)ed by|[Cc]omp\.|Състав\.)\s*"
    r"(?P<names>[^\W\d_](?:[^()\[\].;]|(?<=\b\w)\.){3,220})"
)
_ARTICLE_LAST = re.compile(r"(?<=[,.;])\s(?:an?|une?|eine?|uma?|una)$")
_TITLE = 10  # characters of a title before its editors
_LISTED_EDITORS = re.compile(
    r"(?:(?<!\b[^\W\d_])[.;]\s(?!(?:In|En|Em|Dans|Im)\b)|,\s(?=(?:[^\W\d_a-z]\.[\s-]?)+(?:(?:van|von|de|der|den|di|du|la)\s){0,2}[^\W\d_a-z]\w"
    r"|[^\W\d_a-z][\w’-]+\s(?:[A-Z]\.)+,|(?:[^\W\d_a-z][\w’'-]+\s(?:[A-Z]\.\s)?){2,3}\((?:ed|[ÉEé]d|Hrsg|Hg|dir)\.\)))(?P<names>[^\W\d_a-z][^()“”«»:?!]{4,250}?),?\s"
    r"(?:\((?:[Ee]ds?|[Éé]ds|[Hh]rsg|[Cc]oords?|[Dd]irs?|[Oo]rgs)\.?\)(?=[.,;]|\s[^\W\d_a-z])|(?:eds?|éds?|coords?|comps?)\.(?=,?\s[^\W\d_a-z])"
    r"|(?P<called>directors?|producers?|translators?|illustrators?|hosts?|réalisat(?:eur|rice)s?|traduct(?:eur|rice)s?)(?=[.,;]))"
)
_INITIALED = re.compile(r"[^\W\d_a-z]\.\s?(?:[\w’'-]+\s){0,3}[^\W\d_a-z][\w’'-]+$")
_LISTED_MARK = re.compile(
    r", (?:[eé]ds?\. |comps?\. |direct|produc|transl|illustrator|host|réalisat|traduct)"
)
_BRACKET_ENDS = ("s)", "s.)", "(ed.)", "(Ed.)", "rsg.)")
_JOINED = re.compile(r"([^&]*?\s(?:and|et|und|y|&)\s[^,&]+),(?!.*\s(?:and|et|und|y|&)\s)")  # "A, B and C, …"
_ROLES: tuple[tuple[str, str], ...] = (
    ("hrsg", "editor"), ("hg", "editor"), ("herausg", "editor"), ("edited", "editor"), ("éd", "editor"),
    ("sous", "editor"),
    ("ed", "editor"), ("трад", "translator"), ("пер", "translator"), ("под", "editor"), ("сост", "compiler"),
    *((stem, "translator") for stem in ("prze", "tłum", "prel", "přel", "övers", "overs", "çev")),
    ("tr", "translator"), ("übers", "translator"), ("ubers", "translator"), ("ill", "illustrator"),
    ("narr", "narrator"), ("direct", "director"), ("produc", "producer"), ("host", "host"), ("réal", "director"),
    ("regie", "director"),
    ("film", "director"), ("documentaire", "director"), ("coord", "editor"), ("a cura", "editor"),
    ("organ", "editor"), ("red", "editor"), ("pod red", "editor"), ("dir", "editor"), ("comp", "compiler"),
    ("състав", "editor"),
)  # fmt: skip
_ROLE_BRACKET = re.compile(
    r"\s\((?P<names>[^()]{4,80}),\s(?P<label>[Tt]rans|[Tt]rad|[Ee]ds?|[Éé]ds?|[Ii]llus|[Nn]arr|[Dd]irs?|[Hh]rsg|[Cc]oords?|[Oo]rgs?)\.?\)"
)
_BARE_MARKS = frozenset({"ed.", "eds."})
_INITIALS_BEFORE = re.compile(r"[^\W\d_a-z][\w’'-]+,?\s(?:[A-Z]{1,3}|(?:[A-Z]\.[\s-]?){1,3}),?$")


def take_roles(text: str) -> tuple[str, dict[str, tuple[Name, ...]]]:
    """Take "edited by X", "Hrsg. von Y" and the like out of a text."""
    names: dict[str, tuple[Name, ...]] = {}
    bracket = _ROLE_BRACKET.search(text) if " (" in text else None
    listed = read_names(bracket["names"]) if bracket else None
    if bracket and listed and listed.score >= 0.6:
        names[role_variable(bracket["label"])] = listed.names
        text = text[: bracket.start()] + text[bracket.end() :]
    bracketed = ")" in text and any(map(text.__contains__, _BRACKET_ENDS))
    if bracketed or "oord" in text or _LISTED_MARK.search(text):
        text, names = _take_listed_editors(text, names)
    for _ in range(3):
        match = _ROLE.search(text)
        if not match or _are_before(match):
            break
        joined = _JOINED.match(match["names"])
        said = joined[1] if joined else _initialed(match["names"])
        found = read_names(said)
        while ", " in said and (
            found.score < 0.5
            or _is_turned(found)
            or _is_imprint_part(said.rpartition(", ")[2])
            or (found.names[0].family and has_organisation_word(said.rpartition(", ")[2]))
        ):
            said = said.rpartition(", ")[0]
            found = read_names(said)
        if found.score < 0.5:
            break
        names.setdefault(role_variable(match["label"]), found.names)
        behind = text[match.start("names") + len(said) :]
        before = _ARTICLE_LAST.sub("", text[: match.start()])  # "un film de Jane Doe"
        before = before.rstrip(" (,;[")
        opened = before.count("(") > before.count(")")  # "(3.ª ed., traducción de Jane Doe)"
        named = behind.startswith(", ") and behind[2:3].isupper()
        if named and not opened and text[: match.start() + 1].rstrip().endswith(","):
            behind = f". {behind[2:]}"  # "Title, a cura di A. Doe, Laterza, Bari 1998": the title ends here
        text = before + (behind if opened else behind.removeprefix(")").removeprefix("]"))
    return text, names


def _initialed(text: str) -> str:
    """The names with initials that a text begins with, where something else follows a comma; else all of it."""
    led = lead_names(text)
    return text[: led[1]] if led and text.startswith(", ", led[1]) else text


def _are_before(match: re.Match[str]) -> bool:
    """Whether the editors stand before their mark and not behind it: "In: Roe E, Poe R, eds. Title"."""
    label = match["label"].lower()
    return label in _BARE_MARKS and _INITIALS_BEFORE.search(match.string, 0, match.start()) is not None


def _is_turned(names: Names) -> bool:
    """Whether "Jane Doe, Arte" was read as one person with the family name in front."""
    family = names.names[0].family if len(names.names) == 1 else ""
    return " " in family and is_given(family.split()[0])


def _is_imprint_part(text: str) -> bool:
    return text in PLACES or is_known_publisher(text)


def _take_listed_editors(
    text: str, names: dict[str, tuple[Name, ...]]
) -> tuple[str, dict[str, tuple[Name, ...]]]:
    """Take the editors after a title: "Title. Eggleston H.S., Buendia L. (eds). IGES"."""
    match = _LISTED_EDITORS.search(text)
    found = read_names(match["names"]) if match else None
    if not match or not found or found.score < 0.8 or not found.persons or match.start() < _TITLE:
        return text, names
    if text[match.start()] == "," and _INITIALED.search(text, 0, match.start()):
        return text, names  # "in W. Roe, A. Poe and P. Doe (eds)": the list begins before
    mark = "." if text[match.end()] == " " else ""
    role = role_variable(match["called"] or "ed")
    return text[: match.start()] + mark + text[match.end() :], {**names, role: found.names}


def role_variable(label: str) -> str:
    """The variable of a word for what someone did ("trad.", "directors"); contributor where it is none known."""
    lowered = label.lower()
    return next((variable for stem, variable in _ROLES if lowered.startswith(stem)), "contributor")
