"""Output formats: tokens of a finished entry to text, one file per format."""

from __future__ import annotations

from soilbib.csl.render.ansi import ANSI
from soilbib.csl.render.asciidoc import ASCIIDOC
from soilbib.csl.render.html import HTML
from soilbib.csl.render.latex import LATEX
from soilbib.csl.render.markdown import MARKDOWN
from soilbib.csl.render.renderer import Renderer
from soilbib.csl.render.rtf import RTF
from soilbib.csl.render.text import TEXT
from soilbib.csl.render.typst import TYPST

RENDERERS: dict[str, Renderer] = {
    renderer.name: renderer for renderer in (ANSI, ASCIIDOC, HTML, LATEX, MARKDOWN, RTF, TEXT, TYPST)
}
"""Name of an output format to its renderer."""

__all__ = ["RENDERERS", "Renderer"]
