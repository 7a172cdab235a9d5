"""Placeholder."""
from soilbib.formats.format import Format
CSL_JSON = Format("csljson", "CSL-JSON", (".json",), lambda t: False, None, None, ("json", "csl-json"))
