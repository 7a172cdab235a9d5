"""What an element of an HTML page says by tag, class and place: furniture, a filter, a category, who wrote a work."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from soilbib.formats.listing.parts.classify import phrase_type

BLOCKS = frozenset(
    """
    address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hr label legend li main nav ol option p pre section select summary table tbody td tfoot th thead
    tr ul
    """.split()
)
_FURNITURE = frozenset(
    {"nav", "form", "aside", "footer", "header", "select", "button", "label", "fieldset", "menu"}
)
_FURNITURE_ROLES = frozenset(
    "navigation search banner contentinfo dialog alertdialog menu menubar tablist toolbar complementary".split()
)
_FURNITURE_CLASSES = frozenset(
    """
    breadcrumb breadcrumbs breadcrumb-nav breadcrumb_trail pagination pager page-navigation paginator skip-link
    screen-reader-text visually-hidden sr-only mw-editsection catlinks navbar share sharing share-buttons social-share
    social-links sharedaddy addtoany addtoany_list cookie-banner cookie-notice cookie-bar cookieconsent widget-area
    main-menu main-nav arbo
    """.split()
)
_PAGE_ENDS = frozenset("footer site-header site-footer page-footer main-footer colophon".split())
_GROUPS = frozenset({"li", "article", "dl", "dd", "tr", "details"})
_ALIKE = frozenset({"div", "section", "a", "td", "details", "blockquote", "p", "figure"})
_WITH_PARTS = frozenset({"li", "p", "div", "td", "dd", "article"})
_PARTS = frozenset({"span", "a", "time", "em", "strong", "b", "i", "small", "abbr", "cite"})
_FEWEST_PARTS, _FEWEST_IN_BOX = 3, 2
_BOXES = frozenset({"li", "div", "td", "article"})
_CATEGORY_CLASSES = frozenset(
    "category categories cat cats kicker rubrique rubrik kategorie categoria taxonomy topic topics theme badge".split()
)
_AUTHOR_CLASSES = frozenset("author authors auteur auteurs autor autore autoren byline creator".split())
_ABOUT_CLASSES = frozenset(
    "excerpt description desc summary abstract teaser chapo snippet resume blurb".split()
)
_WHOLES = frozenset({"html", "body", "main", "article", "section"})
_CATEGORY_PATH = re.compile(
    r"/(?:[\w-]{0,20}category|categories|categorie|categoria|kategorie|rubrique|topics?|themes?|tags?)/[^/?#]+/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_CLASS_WORD = re.compile(r"[\s_-]+")
_IN_FORMS = ("table", "article", "main", "h1", "h2", "h3")
_BUTTONS = frozenset({"a", "button", "li", "span", "div", "option"})
_LISTED = "cat-item"  # as WordPress lists its categories
_FILTERS = frozenset(
    "data-filter data-category data-category-slug data-term-id data-term data-group data-filter-value".split()
)


def has_parts(element: Any) -> bool:
    """Whether all of an element are parts with classes of their own, as of a card in one line.

    Of a box two are enough; blocks may stand among them.
    """
    own = "-" in element.tag  # an element of the site's own, "ds-truncatable"
    if (
        len(element) < _FEWEST_IN_BOX
        or not (own or element.tag in _WITH_PARTS)
        or (element.text or "").strip()
    ):
        return False
    if any(
        (part.tag not in _PARTS and part.tag not in BLOCKS) or (part.tail or "").strip() for part in element
    ):
        return False
    parts = [part for part in element if part.tag in _PARTS]
    classes = {named for part in parts if (named := part.get("class") or _class_within(part))}
    if len(parts) < _FEWEST_PARTS and (own or element.tag in _BOXES):
        return len(parts) == len(classes) == _FEWEST_IN_BOX
    return len(parts) >= _FEWEST_PARTS and len(classes) >= _FEWEST_PARTS - 1


def _class_within(part: Any) -> str:
    """The class of the only element that a part is around: a link around a title."""
    alone = len(part) == 1 and not (part.text or part[0].tail or "").strip()
    return part[0].get("class") or "" if alone else ""


def names_category(element: Any) -> bool:
    """Whether an element is a category's name by its link's relation, or as the only text of a class that says so."""
    if element.tag == "a" and (
        "category" in (element.get("rel") or "").split() or _CATEGORY_PATH.search(element.get("href") or "")
    ):
        return True
    named = element.get("class")
    if not named or len(element) > 1:
        return False
    if len(element) and (len(element[0]) or (element.text or element[0].tail or "").strip()):
        return False
    words = _CLASS_WORD.split(named.lower())
    if _CATEGORY_CLASSES.isdisjoint(words):
        return False
    name = " ".join("".join(element.itertext()).split())
    single = not name.endswith("s")  # "Report" is a type, "Reports" a category
    return not ("badge" in words and single and phrase_type(name))


def describes(element: Any) -> bool:
    """Whether an element says that its text is a paragraph about a work."""
    named = element.get("class", "") if element.tag not in _WHOLES else ""
    return bool(named) and not _ABOUT_CLASSES.isdisjoint(_CLASS_WORD.split(named.lower()))


def names_author(element: Any) -> bool:
    """Whether an element says that its text is who wrote a work."""
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    named = element.get("class", "") if element.tag not in _WHOLES else ""
    return bool(named) and not _AUTHOR_CLASSES.isdisjoint(_CLASS_WORD.split(named.lower()))


def is_filter(element: Any) -> bool:
    """Whether an element is a button that shows but some of a page's entries."""
    return element.tag in _BUTTONS and not len(element) and not _FILTERS.isdisjoint(element.keys())


def is_listed(element: Any) -> bool:
    """Whether an element is an item of a list of categories."""
    return element.tag == "li" and _LISTED in (element.get("class") or "").split()


def may_be_entry(element: Any) -> bool:
    """Whether an element may hold one entry: an item or article, or a part like the one before or behind it."""
    if element.tag in _GROUPS:
        return True
    if element.tag not in _ALIKE:
        return False
    like = (element.tag, (element.get("class") or "").split()[:1])
    others = (element.getprevious(), element.getnext())
    return any(
        other is not None and like == (other.tag, (other.get("class") or "").split()[:1]) for other in others
    )


def is_furniture(element: Any, in_content: int) -> bool:
    """Whether an element is navigation, form or the page's head or foot; an article's own header is not."""
    if element.tag == "form" and next(element.iter(*_IN_FORMS), None) is not None:
        return False  # around a page, as some servers write them
    if element.tag not in _FURNITURE:
        if element.get("role") in _FURNITURE_ROLES:
            return True
        named = f"{element.get('class', '')} {element.get('id', '')}".split()
        ends = not in_content and not _PAGE_ENDS.isdisjoint(named)
        ends = ends and "body" in [
            above.tag for above in islice(element.iterancestors(), 2)
        ]  # of the whole page
        return bool(named) and (ends or not _FURNITURE_CLASSES.isdisjoint(named))
    return not (in_content and element.tag in ("header", "footer"))
