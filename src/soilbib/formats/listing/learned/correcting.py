"""What a house's lists say of a reading of the built-in grammar: which names are periodicals, which organisations."""

from __future__ import annotations

from soilbib.formats.listing.learned.house import House
from soilbib.formats.listing.reading import Reading
from soilbib.model import Name


def correct(reading: Reading, house: House) -> Reading:
    """Move what is in the wrong place: a periodical read as the author, an organisation read as the container."""
    container = reading.fields.get("container-title", "")
    if len(reading.authors) == 1 and not container:
        name = reading.authors[0].display
        if name in house.periodicals and name not in house.organisations:
            fields = {**reading.fields, "container-title": name}
            reading = reading.replace(authors=(), fields=fields)
    elif container in house.organisations and container not in house.periodicals and not reading.authors:
        fields = {key: value for key, value in reading.fields.items() if key != "container-title"}
        reading = reading.replace(authors=(Name(literal=container),), fields=fields)
    return _typed(reading, house)


def _typed(reading: Reading, house: House) -> Reading:
    kind = house.genres.get(reading.fields.get("genre", "")) or house.periodicals.get(
        reading.fields.get("container-title", "")
    )
    return reading.replace(type=kind) if kind else reading
