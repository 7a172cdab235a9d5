"""Placeholder."""
from soilbib.formats.format import Format
LISTING = Format("listing", "Listing", (".txt",), lambda t: False, None, None)
def parse_listing(text, description=None): ...
