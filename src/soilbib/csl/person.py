"""One person's or organisation's name in every order and form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soilbib.csl.content import Content, Formatting, Node
from soilbib.csl.elements.environment import decorate
from soilbib.csl.initials import initialize
from soilbib.csl.items import StaticName
from soilbib.csl.values import SPECIAL, parse_value

if TYPE_CHECKING:
    from soilbib.csl.evaluation import Context
    from soilbib.csl.options import NameOptions
    from soilbib.model.names import Name

FAMILY_ONLY, INITIALS, FULL = 0, 1, 2

ROMANESQUE = re.compile(
    r"[a-zA-Z\u0080-\u017f\u0180-\u024f\u0370-\u052f\u0590-\u05d4\u05d6-\u06ff\u1d00-\u1fff\u0200-\u021f]"
)
_APOSTROPHE = re.compile("['’]")
_JOINING = frozenset("’'- ")
_NBSP_LANGUAGES = frozenset({"fr", "ru", "cs"})


def base_level(options: NameOptions) -> int:
    """The given-name level that the style asks for by itself."""
    if options.form == "short":
        return FAMILY_ONLY
    return INITIALS if options.initialize_with is not None else FULL


def _script(name: Name) -> int:
    """2 for scripts that print the given name first, 1 for a mixture, 0 for the others."""
    if ROMANESQUE.search(name.family):
        return 2
    return 1 if name.given and ROMANESQUE.match(name.given) else 0


class PersonFormat:
    """How ``cs:name`` and its parts print a person; one for each ``cs:names`` compiled."""

    __slots__ = ("family", "given", "nbsp", "options", "sort_options")

    def __init__(
        self, options: NameOptions, given: Formatting | None, family: Formatting | None, lang: str
    ) -> None:
        self.options = options
        self.given = given
        self.family = family
        self.nbsp = "\u00a0" if lang[:2] in _NBSP_LANGUAGES else " "

    def render(self, name: Name, level: int, first: bool, ctx: Context) -> Content:
        """One name; ``level`` says how much of the given name shows."""
        if not name.family:
            return self._value(name.literal or name.given, self.family if name.literal else self.given, ctx)
        script = 1 if isinstance(name, StaticName) and _script(name) else _script(name)
        if script == 2 and ctx.item.language[:2] in ("ja", "zh"):
            script = 1
        given = self._given(name, level)
        if script < 2:
            family = self._value(name.non_dropping_particle + name.family, self.family, ctx)
            return _join((family, self._value(given, self.given, ctx)), "" if script == 0 else " ")
        if ctx.sorting:
            return self._sort_order(name, given, level)
        if level == FAMILY_ONLY:
            return self._family_only(name, ctx)
        order = self.options.name_as_sort_order
        if order == "all" or (order == "first" and first):
            return self._inverted(name, given, ctx)
        return self._direct(name, given, level, ctx)

    def _given(self, name: Name, level: int) -> str:
        options = self.options
        if level == FAMILY_ONLY or not name.given:
            return ""
        if level == INITIALS and options.initialize_with is not None:
            return initialize(
                name.given, options.initialize_with, options.initialize_with_hyphen, not options.initialize
            )
        return name.given

    def _value(self, text: str, formatting: Formatting | None, ctx: Context) -> Content:
        if not text:
            return ""
        content = parse_value(text) if SPECIAL.search(text) else text
        if formatting is not None:
            content = decorate(content, _without_affixes(formatting), ctx)
        return content

    def _sort_order(self, name: Name, given: str, level: int) -> Content:
        """The order for sorting, which no reader sees; the short form has neither dropping particle nor suffix."""
        particle = _APOSTROPHE.sub("", name.non_dropping_particle)
        dropping = _APOSTROPHE.sub("", name.dropping_particle)
        suffix = name.suffix
        if level == FAMILY_ONLY:
            dropping = suffix = ""
        if self.options.demote == "never":
            family = " ".join(part for part in (particle, name.family) if part)
            return " ".join(part for part in (family, dropping, given, suffix) if part)
        particles = " ".join(part for part in (dropping, particle) if part)
        return " ".join(part for part in (name.family, given, particles, suffix) if part)

    def _family_only(self, name: Name, ctx: Context) -> Content:
        family = self._with_particle(name, ctx)
        return _affixed(family, self.family)

    def _with_particle(self, name: Name, ctx: Context) -> Content:
        """The family name after its non-dropping particle."""
        particle = name.non_dropping_particle
        family = self._value(name.family, self.family, ctx)
        if not particle:
            return family
        gap = "" if particle[-1] in _JOINING else self.nbsp
        return _join((self._value(particle, self.family, ctx), family), gap)

    def _inverted(self, name: Name, given: str, ctx: Context) -> Content:
        options = self.options
        separator = ", " if name.given in ("Lord", "Lady") else options.sort_separator
        given_part = self._value(given, self.given, ctx)
        dropping = self._value(name.dropping_particle, self.given, ctx)
        second = _join((given_part, dropping), " ")
        if options.demote == "display-and-sort":
            first = self._value(name.family, self.family, ctx)
            second = _join((second, self._value(name.non_dropping_particle, self.family, ctx)), " ")
        else:
            first = self._with_particle(name, ctx)
        first, second = _affixed(first, self.family), _affixed(second, self.given)
        return _join((first, second, self._suffix(name)), separator)

    def _suffix(self, name: Name) -> Content:
        suffix = name.suffix
        if suffix and self.options.initialize_with is not None:
            suffix = initialize(suffix, self.options.initialize_with, True, True)
        return parse_value(suffix) if suffix else ""

    def _direct(self, name: Name, given: str, level: int, ctx: Context) -> Content:
        dropping = self._value(name.dropping_particle, self.given, ctx)
        family = self._with_particle(name, ctx)
        if name.dropping_particle and not name.non_dropping_particle:
            bare = name.dropping_particle
            glued = bare[-1] in "'ʼ’-" and bare[:-1] != "de"
            family = _join((dropping, family), "" if glued else self.nbsp)
        else:
            family = _join((dropping, family), self.nbsp)
        family = _join((family, self._suffix(name)), ", " if name.comma_suffix else " ")
        family = _affixed(family, self.family)
        given_part = _affixed(self._value(given, self.given, ctx), self.given)
        terminator = self.options.initialize_with or ""
        narrow = level == INITIALS and ("\u00a0" in terminator or "\ufeff" in terminator)
        return _join((given_part, family), self.nbsp if narrow else " ")


def _without_affixes(formatting: Formatting) -> Formatting:
    if not formatting.prefix and not formatting.suffix:
        return formatting
    return Formatting("", "", "", formatting.tags, "", formatting.strip_periods, formatting.text_case)


def _affixed(content: Content, formatting: Formatting | None) -> Content:
    if formatting is None or not content or not (formatting.prefix or formatting.suffix):
        return content
    return Node((content,), Formatting(formatting.prefix, formatting.suffix))


def _join(parts: tuple[Content, ...], delimiter: str) -> Content:
    """The parts there are; plain text where they are plain."""
    present = [part for part in parts if part]
    if len(present) < 2:
        return present[0] if present else ""
    if all(type(part) is str for part in present):
        return _merge_text(present, delimiter)  # type: ignore[arg-type]
    return Node(tuple(present), Formatting(delimiter=delimiter))


def _merge_text(parts: list[str], delimiter: str) -> str:
    out = parts[0]
    for part in parts[1:]:
        if out.endswith(" ") and delimiter.startswith(" "):
            out += part
        elif delimiter and out[-1:] == delimiter[0] and delimiter[0] in ".,":
            out += delimiter[1:] + part
        else:
            out += delimiter + part
    return out
