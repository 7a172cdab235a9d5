"""Placeholder."""
from soilbib.formats.format import Format
BIBTEX = Format("bibtex", "BibTeX", (".bib",), lambda t: False, None, None, ("bib",))
BIBLATEX = Format("biblatex", "BibLaTeX", (".bib",), lambda t: False, None, None)
