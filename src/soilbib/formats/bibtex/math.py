"""Math between dollar signs to CSL's text where it is made of symbols, numbers, upright words and shifted signs.

Math with variables ("$O(n)$"), roots and fractions says more than text can: it stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from soilbib.model.markup import TAGS

_TOKEN = re.compile(
    r"(?P<shift>[_^])\s*|\\(?P<name>[a-zA-Z]+)\s*|\\(?P<escape>[,;:!% &#_])|(?P<open>\{)|(?P<space>\s+)"
    r"|(?P<letters>[a-zA-Z]+)|(?P<plain>[^\s\\{}_^$a-zA-Z]+)"
)
_CHEMISTRY = re.compile(r"\\ce\{[^{}$]*(?:\{[^{}$]*\}[^{}$]*)*\}")
_WORDS = re.compile(r"\{([^{}$^_]*)\}")
_DEGREE = re.compile(r"\{\s*\\circ\s*\}|\\circ(?![a-zA-Z])\s*")
_FORMULA = re.compile(r"(?:[A-Z][a-z]?(?:[_^](?:[\w+-]|\{[\w.+-]*\}))*)+")
"""What is a chemical formula or a name like one though its letters are not upright: "CO_2", "SO_4^{2-}"."""

_UPRIGHT = frozenset(
    {"mathrm", "text", "textrm", "textnormal", "textup", "mbox", "hbox", "operatorname", "mathsf"}
)
_SHIFTS = {"_": TAGS["subscript"], "^": TAGS["superscript"]}
_ESCAPED = {",": "\u2009", ";": " ", ":": " ", "!": "", " ": " "}
_SYMBOLS = """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
    mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    times × pm ± mp ∓ cdot · div ÷ ast ∗ star ⋆ bullet • oplus ⊕ otimes ⊗ odot ⊙ cap ∩ cup ∪ wedge ∧ vee ∨
    le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫
    lt < gt > lesssim ≲ gtrsim ≳ in ∈ notin ∉ subset ⊂ subseteq ⊆ supset ⊃ parallel ∥ perp ⟂ mid | vert |
    to → rightarrow → longrightarrow ⟶ leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔
    rightleftharpoons ⇌ uparrow ↑ downarrow ↓ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ forall ∀ exists ∃
    neg ¬ emptyset ∅ angle ∠ prime ′ dagger † ddagger ‡ circ ∘ degree ° ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ
    langle ⟨ rangle ⟩ ldots … dots … cdots ⋯ slash / backslash \\ sharp ♯ flat ♭ quad
""".split()
_LONGEST = 2_000  # characters; longer math is more than symbols
SYMBOLS: dict[str, str] = dict(zip(_SYMBOLS[:-1:2], _SYMBOLS[1::2], strict=True)) | {
    "quad": " ",
    "left": "",
    "right": "",
}
"""Command of math → the character that it stands for."""


def decode_math(token: str, decode: Callable[[str], str]) -> str:
    """The text of ``$…$``; the token itself where it is more than symbols. ``decode`` reads LaTeX outside of math."""
    inner = token.strip("$").removeprefix("{}").strip()
    if len(inner) > _LONGEST:
        return token
    if _CHEMISTRY.fullmatch(inner):
        return decode(inner)
    math = _Math(inner, decode)
    text = math.read("_" in inner and bool(_FORMULA.fullmatch(inner)))
    return token if text is None or math.place < len(inner) else text


class _Math:
    """Walks the tokens of some math; what is more than text is None."""

    def __init__(self, text: str, decode: Callable[[str], str]) -> None:
        self.text, self.decode = text, decode
        self.place = 0

    def read(self, upright: bool) -> str | None:
        """The text up to a closing brace or the end; letters are variables but for ``upright`` ones."""
        pieces: list[str] = []
        while self.place < len(self.text) and self.text[self.place] != "}":
            match = _TOKEN.match(self.text, self.place)
            if not match:
                return None
            self.place = match.end()
            if match["name"] == "rm":
                upright = True
                continue
            piece = self._piece(match, upright)
            if piece is None:
                return None
            pieces.append(piece)
        return "".join(pieces)

    def _piece(self, match: re.Match[str], upright: bool) -> str | None:
        kind = match.lastgroup or ""
        if kind == "shift":
            return self._shifted(match[kind])
        if kind == "open":
            return self._group(upright)
        return self._words() if match["name"] in _UPRIGHT else _sign(kind, match[kind], upright)

    def _group(self, upright: bool) -> str | None:
        """What stands in braces of which the first is behind us."""
        piece = self.read(upright)
        if not self.text.startswith("}", self.place):
            return None
        self.place += 1
        return piece

    def _words(self) -> str | None:
        """The argument of ``\\mathrm`` or ``\\text``: words of text, or upright math."""
        words = _WORDS.match(self.text, self.place)
        if words:
            self.place = words.end()
            return self.decode(words[1])
        if not self.text.startswith("{", self.place):
            return None
        self.place += 1
        return self._group(True)

    def _shifted(self, shift: str) -> str | None:
        """A superscript or subscript, the letters of which are taken for upright; a degree is no superscript."""
        degree = _DEGREE.match(self.text, self.place) if shift == "^" else None
        if degree:
            self.place = degree.end()
            return "°"
        match = _TOKEN.match(self.text, self.place)
        if not match or match["shift"]:
            return None
        if match["letters"] or match["plain"]:
            piece: str | None = self.text[self.place]
            self.place += 1
        else:
            self.place = match.end()
            piece = self._piece(match, True)
        opening, closing = _SHIFTS[shift]
        return opening + piece.strip() + closing if piece and piece.strip() else None


def _sign(kind: str, value: str, upright: bool) -> str | None:
    """What a command, some letters or other signs stand for; None where they are more than text."""
    if kind == "name":
        return SYMBOLS.get(value)
    if kind == "letters":
        return value if upright else None
    if kind == "space":
        return " " if upright else ""
    return _ESCAPED.get(value, value) if kind == "escape" else value
