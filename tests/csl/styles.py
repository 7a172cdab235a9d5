"""Small styles for the tests."""

from __future__ import annotations

NAMESPACE = "http://purl.org/net/xbiblio/csl"


def style(
    citation: str = "", bibliography: str = "", extra: str = "", style_class: str = "in-text", **options: str
) -> str:
    """A style's XML from the content of its parts."""
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in options.items())
    return (
        f'<style xmlns="{NAMESPACE}" version="1.0" class="{style_class}"{attributes}>{extra}'
        f"<citation>{citation or '<layout/>'}</citation>"
        + (f"<bibliography>{bibliography}</bibliography>" if bibliography else "")
        + "</style>"
    )


AUTHOR_DATE = (
    f'<style xmlns="{NAMESPACE}" version="1.0" class="in-text">'
    '<citation et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" disambiguate-add-givenname="true"'
    ' disambiguate-add-year-suffix="true" collapse="year-suffix">'
    '<layout prefix="(" suffix=")" delimiter="; "><group delimiter=", "><group delimiter=" ">'
    '<names variable="author"><name form="short" and="text"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group>'
    '<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>'
    "</group></layout></citation>"
    '<bibliography hanging-indent="true" entry-spacing="0"><sort><key variable="author"/></sort><layout suffix=".">'
    '<group delimiter=". "><names variable="author"><name name-as-sort-order="all" initialize-with="."/></names>'
    '<date variable="issued"><date-part name="year"/></date>'
    '<text variable="title" font-style="italic"/><text variable="DOI"/></group></layout></bibliography></style>'
)

NOTE = (
    f'<style xmlns="{NAMESPACE}" version="1.0" class="note"><citation near-note-distance="2">'
    '<layout suffix="." delimiter="; "><choose>'
    '<if position="ibid-with-locator"><text term="ibid"/><text variable="locator" prefix=" "/></if>'
    '<else-if position="ibid"><text term="ibid"/></else-if>'
    '<else-if position="near-note"><text variable="title" suffix=" near"/></else-if>'
    '<else-if position="subsequent"><text variable="title"/>'
    '<text variable="first-reference-note-number" prefix=", n. "/></else-if>'
    '<else><text variable="title" suffix=" in full"/></else></choose></layout></citation></style>'
)


def book(
    key: str, family: str = "Doe", given: str = "Jane", year: int = 2000, **more: object
) -> dict[str, object]:
    """A CSL-JSON item."""
    return {
        "id": key,
        "type": "book",
        "title": f"Title {key}",
        "author": [{"family": family, "given": given}],
        "issued": {"date-parts": [[year]]},
        **more,
    }
