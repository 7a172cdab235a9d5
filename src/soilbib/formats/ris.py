"""Placeholder."""
from soilbib.formats.format import Format
RIS = Format("ris", "RIS", (".ris",), lambda t: False, None, None)
