"""What a title says: its words without annotations, its numerals, whether it is a notice or says nothing."""

from __future__ import annotations

import re

from msgspec import Struct

from soilbib.dedupe.editions import EDITION_WORDS, without_edition
from soilbib.dedupe.numerals import NUMBER_TOKENS, NUMERAL_WORDS, PART_WORDS, has_no_number, read_numerals
from soilbib.dedupe.romanisation import alphabet
from soilbib.dedupe.text import fold, repair, words

_LANGUAGES = (
    "afrikaans|albanian|arabic|armenian|azerbaijani|bulgarian|catalan|chinese|croatian|czech|danish|dutch|english"
    "|estonian|finnish|flemish|french|georgian|german|greek|hebrew|hungarian|icelandic|indonesian|italian|japanese"
    "|korean|latvian|lithuanian|macedonian|norwegian|persian|polish|portuguese|romanian|rumanian|russian|serbian"
    "|serbo-croatian|slovak|slovene|slovenian|spanish|swedish|thai|turkish|ukrainian|vietnamese"
)
_LANGUAGE_NAMES = tuple(_LANGUAGES.split("|"))
_LANGUAGE = re.compile(
    rf"\s*(?:[\[(](?:(?:article )?in )?(?:{_LANGUAGES})(?: with [^\])]*)?[\])]\.?|(?<=[.?!]) (?:{_LANGUAGES})\.?)\s*$",
    re.IGNORECASE,
)
_SECOND_LINE = re.compile(rf"(?<=[.?!])\s*(?:{_LANGUAGES})\s*\n.*\Z", re.IGNORECASE | re.DOTALL)
_ANNOTATION = re.compile(
    r"""(?<=\S)\s*[\[(](?:
        (?:(?:(?:published|with)\s+)?(?:errat(?:um|a)|corrigendum|corrected|correction|retraction|retracted|republished
          |update|summary|comments?)\s+(?:appears|for|in|from|of|and|to)\b|reprint\s+(?:in|of)\b)
        [^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*[\])]?
      |version\s+\d+;\s*[^\[\]()]*[\])]
      |(?:see\s+comments?|comments?|multiple\s+letters|letter|brief\s+record|review(?:\s+article)?|original\s+article
          |(?:structured\s+|provisional\s+)?abstract(?:\s+(?:no|number|nr)\b[.:]{0,2})?(?:\s*\#?\s*[a-z]{0,3}-?\d+)?|\d+\s+ref(?:erence)?s?
          |with\s+discussion|(?:electronic|online)\s+resource|computer\s+file|text|e-?book
          |(?:ph\.?\s?d\.?|doctoral|master['’]?s|bachelor['’]?s|m\.?a\.?|m\.?sc\.?)\s+(?:thesis|dissertation))\.?[\])](?:\s*\[\d\]\s*$)?)\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED = re.compile(r"^\s*\[(?P<title>[^\[\]]{4,})\]?[\s.]*(?P<other>.*)$", re.DOTALL)
_ORIGINAL = re.compile(
    r"^(?P<title>.{20,}?)\s*(?:<\s*original\s*>|\[(?P<other>[^\[\]]{20,})\]\s*\.?$)",
    re.IGNORECASE | re.DOTALL,
)
_ABSTRACT_WORDS = ("Abstract ", "ABSTRACT ")
_ABSTRACT_NUMBER = re.compile(r"^\w+ (?:no\. ?)?[A-Z]{0,4}-?\d+[A-Z]?: (?=\w)", re.IGNORECASE)
"""What some journals of meetings have before a title: "Abstract WP12: Statins before surgery"."""
_CITATION_HEAD = re.compile(r"^\W*(?:\w[\w.'’-]*[^\w.'’-]+){0,3}\((?:18|19|20)\d\d[a-z]?\)[\s.,:]+(?=\w)")
_SUBTITLE = re.compile(
    r"[-:.?!–—](?:(?<=—)|(?<=:)\s|(?<=\s[-–])\s|(?<=-)-|(?<=[.?!])\s+(?=\S{2}))"
)  # a colon, a dash between spaces, "--", "—" or a full stop; told by its first sign, because that is found fastest

_ERRATUM = r"""
    ^\W*(?:(?:publisher|author)s?['’]?s?\s+)?
        (?:errat(?:um|a)|corrigend(?:um|a)|corrections?(?=\W+(?:to\b|for\b|in\b)|:)|addendum|berichtigung
        |fe\s+de\s+erratas?|rectificatif|correcci[oó]n(?=\W+(?:a|de)\b|:))
    | \((?:erratum|corrigendum|correction)\)\W*$
    | [:.?!]\s*(?:erratum|corrigendum)\W*$
    | (?:勘[误誤]|更正|正誤表|訂正|정오표)\W*$
    | \(vol(?:ume)?\.?\s*\d+,?\s*(?:art|pg|p|pages?)\b.*\)\W*$
    | \(\s*[^()]*\(\d{4}\)[^()]*\d+[^()]*\(\s*\d+[-–]\d+\s*\)\s*\)\W*$"""
_RETRACTION = r"""
    ^\W*(?:retraction\b|withdrawn\b(?!(?:\s+\w+)?\s*:)|expression\s+of\s+concern|notice\s+of\s+retraction)
    | \(retraction\)\W*$"""
_RETRACTED = r"""
    ^\W*(?:retracted\b(?:\s+(?:article|paper|chapter))?\s*\W|withdrawn\b(?:\s+\w+)?\s*:)
    | \(retracted(?:\s+article)?[^()]*\)\W*$"""
_MARK = re.compile(_RETRACTED, re.IGNORECASE | re.VERBOSE)
RETRACTED = "a retracted work"
"""What a publisher writes before the title of the very work; the retraction itself is a notice of its own."""
_REPLY = r"""
    ^\W*(?:(?:(?:the\s+)?authors?['’]?s?\s+|in\s+)(?:reply|response)|reply\b|response\s+to\s*["“'‘:]
        |(?:a\s+)?repl(?:y|ies)\s+to\b|re:|rejoinder|antwort\s+auf\b|r[eé]ponse\s+[aà]\b|respuesta\s+a\b)
    | [:.?!(\[-]\s*(?:(?:the\s+)?authors?['’]?s?['’]?\s+)?(?:a\s+)?(?:reply|rejoinder|response)[)\]]?\W*$
    | \bauthors?['’]?s?['’]?\s+(?:reply|response)\W*$"""
_COMMENT = r"""
    ^\W*(?:(?:invited\s+|editorial\s+)?comment(?:s|ary|aries)?\s*(?:on\b|to\b|:|re\b)|discussion\s+of\b)
    | [:.?!(\[-]\s*(?:a\s+)?comment(?:ary)?s?[)\]]?\W*$"""
_SUPPLEMENT = r"""
    ^\W*(?:data\s+from\s*:|suppl(?:ement|ementary\s+(?:material|information|data|file))s?\s*(?:to\b|for\b|:))"""
_NOTICES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for name, pattern in {
        "an erratum": _ERRATUM,
        "a retraction": _RETRACTION,
        RETRACTED: _RETRACTED,
        "a reply": _REPLY,
        "a comment": _COMMENT,
        "a response": r"^\W*responses?\s+to\b",
        "a supplement": _SUPPLEMENT,
        "a review": r"^\W*(?:book\s+)?reviews?\s+of\s*(?::|the\s+book\b)|^\W*rezension\s+(?:zu|von)\b",
    }.items()
}

_NOTICE_WORDS = frozenset(
    """erratum errata corrigendum corrigenda correction corrections addendum berichtigung retraction retracted withdrawn
    concern reply replies response responses rejoinder comment comments commentary commentaries discussion re vol
    volume erratas rectificatif correccion antwort reponse respuesta data supplement supplements supplementary review
    reviews rezension""".split()
)
_NOTICE_ENDS = ("))", *"误誤正表표")
"""How else a notice ends: with a citation in brackets, or in a language without spaces."""
_GENERIC = frozenset(
    " ".join(title.split())
    for title in """abstract, abstracts, acknowledgement, acknowledgements, acknowledgment, acknowledgments, addendum,
    analysis, announcement, announcements, annual report, appendix, author index, author reply, authors
    reply, authors response, bibliography, book review, book reviews, call for papers, chairmans message,
    chairs message, comment, commentary, comments, conclusion, conclusions, contents, contributors,
    correction, correspondence, cover, dedication, discussion, editor note, editorial, editorial board,
    editorial comment, editorial commentary, editorial introduction, editorial note, editorial notes,
    editors choice, editors comments, editors corner, editors introduction, editors message, editors note,
    editors notes, editors preface, editors remarks, epilogue, errata, erratum, foreword, forward, from the
    editor, from the editors, front cover, front matter, frontmatter, general discussion, glossary, guest
    editorial, guest editors foreword, guest editors introduction, highlights, in brief, in memoriam, in
    reply, in this issue, index, instructions for authors, interview, introduction, introduction to the
    special issue, introduction to the special section, invited commentary, issue information, keynote,
    keynote address, letter, letter from the editor, letter from the editors, letter to editor, letter to
    the editor, letters, letters to the editor, list of contributors, list of reviewers, masthead, meeting
    report, message from the chair, minutes, new books, new products, news, news and notes, note, notes,
    notes from the editor, obituary, opinion, overview, panel, panel discussion, perspective, perspectives,
    preface, presidential address, presidents message, proceedings, prologue, publishers note, question and
    answer, references, reminder, reply, report, reports, research highlights, response, response to
    reviewers, review, reviewer acknowledgement, reviewers, reviews, special issue, special issue editorial,
    subject index, summary, table of contents, thank you to reviewers, the authors reply, title page,
    treasurers message, tribute, untitled, viewpoint, volume index, welcome, whats new, workshop
    report, back cover, back matter, backmatter, book notices, calendar, calendar of events, call for
    submissions, committees, conference organization, copyright, copyright page, corrigenda, cover page,
    editor in chiefs note, from the editor in chief, imprint, list of authors, new members, organizing
    committee, poster abstracts, program, program committee, publishers information, quiz, short
    communications, society news, sponsors, upcoming events, avant propos, bericht uber patente,
    buchbesprechungen, comptes rendus, editoriale, einleitung, geleitwort, impressum, indice,
    inhaltsverzeichnis, introduccion, introduzione, nachruf, prefacio, prefazione, presentacion, prologo,
    recensioni, resenas, rezensionen, sommaire, vorwort""".split(",")
)  # fmt: skip
"""Headings that many works bear, as folded words."""
_GENERIC_STARTS = frozenset(title.partition(" ")[0] for title in _GENERIC)
_RECURRING = re.compile(
    r"(?:an )?introduction to (?:the )?(?:\w+ ){0,6}?(?:mini ?track|track|special issue|special section|issue|volume"
    r"|proceedings|workshop|symposium|conference|panel)\b|(?:\w+ )?mini ?track\b|annual (?:report|review|meeting)\b"
    r"|proceedings of\b|abstracts? (?:of|from)\b|preface\b|foreword\b|welcome\b|message from\b|(?:guest )?editorial\b"
    r"|editors? |minutes of\b|call for\b|program of\b|book reviews?\b|letters? to\b|report (?:of|on|from) the\b"
    r"|index (?:to|of)\b|list of reviewers\b|doctoral (?:consortium|symposium)\b|keynote (?:address|speech|talk)\b"
    r"|(?:opening|closing) (?:remarks|address)\b|poster session\b|(?:program|organi[sz]ing) committee\b"
    r"|conference (?:organi[sz]ation|committees?|schedule|program)\b"
    r"|(?:\w+ ){1,3}(?:highlights|news|newsletter|roundup)$"
)
_RECURRING_WORDS = frozenset(
    """abstract abstracts annual book call closing committee conference doctoral editor editorial editors foreword
    highlights index introduction keynote letter letters list message mini minitrack minutes news newsletter opening
    poster preface proceedings program report roundup welcome""".split()
)
"""Words of which every recurring title has one."""
_TELLING = EDITION_WORDS | _NOTICE_WORDS | NUMBER_TOKENS | _RECURRING_WORDS
"""The words that say more of a title than what it is about; most have none of them."""
_PLACEHOLDERS = frozenset(
    {
        "unknown",
        "untitled",
        "no title",
        "not available",
        "na",
        "none",
        "null",
        "title not available",
        "anonymous",
        "tbd",
    }
)


MAX_TITLE = 2000
"""What comes after so many characters of a title is not compared."""


MIN_PARALLEL = 16
"""Both sides of "title = parallel title" must have so many characters: "p = 0.05" is none."""
LONG_TITLE = 195
"""Titles of so many characters are often cut by a field's length."""


class Title(Struct, frozen=True, gc=False, array_like=True):
    """A title taken apart; ``words`` are joined by spaces, ``compact`` has none."""

    words: str = ""
    compact: str = ""
    main: str = ""
    other: str = ""
    numerals: tuple[str, ...] = ()
    notice: str = ""
    edition: str = ""
    generic: bool = False
    foreign: bool = False
    recurring: bool = False
    truncated: bool = False
    alphabet: str = ""


EMPTY_TITLE = Title()


def read_title(text: str) -> Title:
    """Take a title apart; a placeholder such as "UNKNOWN" counts as no title."""
    if not text:
        return EMPTY_TITLE
    text = _without_annotation(repair(text[:MAX_TITLE])).replace(" & ", " and ")
    plain, other, foreign = _without_translation(text)
    tokens = words(plain) or words(text)
    known, edition = frozenset(() if _TELLING.isdisjoint(tokens) else tokens), ""
    if "retracted" in known or "withdrawn" in known:
        plain = _MARK.sub("", plain)
        tokens = words(plain) or tokens
    if not EDITION_WORDS.isdisjoint(known):
        plain, edition = without_edition(plain)
        tokens = words(plain) or tokens
    joined = " ".join(tokens)
    if not tokens or joined in _PLACEHOLDERS:
        return EMPTY_TITLE
    compact = "".join(tokens)
    return Title(
        words=joined,
        compact=compact,
        main=_main_title(plain, compact),
        other="".join(words(other)) if other else "",
        numerals=()
        if has_no_number(compact, tokens, known) and not other
        else read_numerals(tokens, words(other)),
        notice=_notice(text) if not _NOTICE_WORDS.isdisjoint(known) or text.endswith(_NOTICE_ENDS) else "",
        edition=edition,
        generic=is_generic(joined, tokens),
        foreign=foreign,
        recurring=not _RECURRING_WORDS.isdisjoint(known) and bool(_RECURRING.match(joined)),
        truncated=text.rstrip(" ])").endswith(("...", "…")) or len(text) >= LONG_TITLE,
        alphabet=alphabet(plain),
    )


def _main_title(text: str, compact: str) -> str:
    """The compact title before its subtitle; the whole where that would be too short to say much."""
    subtitle = _SUBTITLE.search(text)
    if not subtitle:
        return compact
    main = "".join(words(text[: subtitle.start()]))
    return main if len(main) >= 12 else compact


def is_placeholder(text: str) -> bool:
    """Whether a title is none: nothing, or a word such as "UNKNOWN"."""
    return len(text) < 24 and " ".join(words(text)) in _PLACEHOLDERS | {""}


def is_generic(joined: str, tokens: list[str]) -> bool:
    """Whether many works bear this title: a fixed heading, with or without a number, or hardly any letters."""
    if tokens[0] in _GENERIC_STARTS or joined[0].isdigit():
        bare = " ".join(token for token in tokens if not token.isdigit())
        if bare in _GENERIC or joined in _GENERIC:
            return True
    return len(joined) < 10 and len("".join(tokens)) < 5


def _without_annotation(text: str) -> str:
    """The title without what an indexer added: "[see comments]", "[Erratum appears in …]", "(1995)" before it."""
    if text.startswith(_ABSTRACT_WORDS):
        text = _ABSTRACT_NUMBER.sub("", text)
    if "[" in text or "(" in text:
        text = _CITATION_HEAD.sub("", _ANNOTATION.sub("", text))
    return text


def _without_translation(text: str) -> tuple[str, str, bool]:
    """The title, the same in another language where both are given, and whether it is marked as translated."""
    whole = text
    if "\n" in text:
        text = _SECOND_LINE.sub("", text)
    if fold(text[-24:]).rstrip(" .)]").endswith(_LANGUAGE_NAMES):
        text = _LANGUAGE.sub("", text)
    bracketed = _BRACKETED.match(text) if "[" in text else None
    if bracketed:
        title, other = bracketed["title"], bracketed["other"]
        return (f"{title} {other}", "", True) if _goes_on(other) else (title, other, True)
    original = _ORIGINAL.match(text) if "[" in text or "<" in text else None
    if original:
        return original["title"], original["other"] or text[original.end() :], True
    if " = " not in text:
        return text, "", text is not whole
    first, _, second = text.partition(" = ")
    if min(len(first), len(second)) >= MIN_PARALLEL and " " in second:
        return first, second, True
    return text, "", text is not whole


def _goes_on(rest: str) -> bool:
    """Whether what stands behind "[Title]" belongs to it: a subtitle or "Part 2", not the title in its own language."""
    return rest.startswith((":", ",", ";", "-")) or all(
        word.isdigit() or word in PART_WORDS or word in NUMERAL_WORDS for word in words(rest)
    )


def _notice(text: str) -> str:
    return next((name for name, pattern in _NOTICES.items() if pattern.search(text)), "")
