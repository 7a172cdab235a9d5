"""Placeholder."""
from soilbib.formats.format import Format
CSV = Format("csv", "CSV", (".csv",), lambda t: False, None, None)
