"""Placeholder."""
from soilbib.formats.format import Format
JSONL = Format("jsonl", "JSON Lines of CSL-JSON items", (".jsonl",), lambda t: False, None, None, ("ndjson",))
