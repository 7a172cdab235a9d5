"""What LaTeX's text commands stand for: accents, symbols, styles."""

from __future__ import annotations

ACCENTS: dict[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "U": "\u030e",
    "f": "\u0311", "ocirc": "\u030a", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
    "textcommabelow": "\u0326",
}  # fmt: skip
"""Accent command → combining character."""

LONE_ACCENTS: dict[str, str] = {
    "`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", ".": "˙", '"': "¨", "u": "˘", "r": "˚", "v": "ˇ", "H": "˝",
    "c": "¸", "k": "˛",
}  # fmt: skip
"""What an accent over nothing gives."""

_LETTERS = """
    aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł ss ß SS ẞ i ı j ȷ dh ð DH Ð dj đ DJ Đ ng ŋ NG Ŋ th þ TH Þ
    ij ĳ IJ Ĳ uhorn ư UHORN Ư ohorn ơ OHORN Ơ
"""
_SYMBOLS = """
    S § P ¶ pounds £ textsterling £ copyright © textcopyright © textregistered ® texttrademark ™ dag † ddag ‡
    textdagger † textdaggerdbl ‡ textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “
    textquotedblright ” textquotesingle ' textquotedbl " guillemotleft « guillemotright » guillemetleft «
    guillemetright » flqq « frqq » guilsinglleft ‹ guilsinglright › flq ‹ frq › glqq „ grqq “ glq ‚ grq ‘
    quotedblbase „ quotesinglbase ‚ lq ‘ rq ’ textbackslash \\ textasciitilde ~ textasciicircum ^
    textasciigrave ` textasciiacute ´ textasciidieresis ¨ textasciimacron ¯ textasciicaron ˇ textasciibreve ˘
    textless < textgreater > textbar | textbardbl ‖ textbraceleft { textbraceright } textunderscore _
    textdollar $ textdegree ° degree ° textmu µ textbullet • textperiodcentered · textcentereddot · ldots …
    dots … textellipsis … textexclamdown ¡ textquestiondown ¿ texteuro € euro € textcent ¢ textyen ¥
    textcurrency ¤ textonehalf ½ textonequarter ¼ textthreequarters ¾ textonesuperior ¹ texttwosuperior ²
    textthreesuperior ³ textordfeminine ª textordmasculine º textsection § textparagraph ¶ textbrokenbar ¦
    textlnot ¬ textpm ± texttimes × textdiv ÷ textminus − textpertenthousand ‱ textperthousand ‰
    textnumero № textrightarrow → textleftarrow ← textuparrow ↑ textdownarrow ↓ textohm Ω textestimated ℮
    textasteriskcentered ∗ textfractionsolidus ⁄ textinterrobang ‽ textlangle ⟨ textrangle ⟩ hyphen -
    textprime ′ checkmark ✓ slash / textcelsius ℃ textservicemark ℠ textcircledP ℗ textflorin ƒ textlira ₤
    textwon ₩ textpeso ₱ textnaira ₦ textdong ₫ textbaht ฿ textrecipe ℞ textreferencemark ※ textopenbullet ◦
    textbigcircle ◯ textmusicalnote ♪ textsurd √ textmho ℧ textcolonmonetary ₡ textguarani ₲ textacutedbl ˝
    textschwa ə textglotstop ʔ textesh ʃ textyogh ʒ textopeno ɔ textdoublepipe ǁ textdoublebarpipe ǂ textcrd đ
    textleaf ☙ textmarried ⚭ textborn ⋆ textdied † textdivorced ⚮ textdiscount ⁒
    textthreequartersemdash — texttwelveudash – textdblhyphen ‐ textquotestraightbase ‚ guillemetsright »
    guillemetsleft « textquotestraightdblbase „ texthyphen ‐ texthorizontalbar ―
    TeX TeX LaTeX LaTeX LaTeXe LaTeX2ε BibTeX BibTeX XeTeX XeTeX
    textalpha α textbeta β textgamma γ textdelta δ textepsilon ε textzeta ζ texteta η texttheta θ textiota ι
    textkappa κ textlambda λ textmugreek μ textnu ν textxi ξ textpi π textrho ρ textsigma σ texttau τ
    textupsilon υ textphi φ textchi χ textpsi ψ textomega ω textGamma Γ textDelta Δ textTheta Θ textLambda Λ
    textXi Ξ textPi Π textSigma Σ textPhi Φ textPsi Ψ textOmega Ω
"""


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SYMBOLS: dict[str, str] = {
    **_pairs(_LETTERS),
    **_pairs(_SYMBOLS),
    "space": " ",
    "nobreakspace": "\u00a0",
    "quad": " ",
    "qquad": " ",
    "enspace": " ",
    "thinspace": "\u2009",
    "par": " ",
    "newline": " ",
    "linebreak": " ",
}
"""Word command without argument → the text that it stands for."""

ESCAPES: dict[str, str] = {
    **{char: char for char in "&%#_${}"},
    " ": " ", "\n": " ", "\t": " ", ",": "\u2009", ";": " ", ":": " ", "\\": " ", "-": "", "/": "", "!": "", "@": "",
    "*": "", "(": "", ")": "", "[": "", "]": "", "<": "", ">": "", "+": "", "|": "|",
}  # fmt: skip
"""Command of one non-letter → the text that it stands for."""

SILENT: frozenset[str] = frozenset(
    """relax protect noindent xspace ignorespaces unskip allowbreak nolinebreak sloppy normalfont rm rmfamily
    tt ttfamily sf sffamily upshape mdseries normalsize small large footnotesize scriptsize tiny leavevmode
    null break hfill selectfont frenchspacing nonfrenchspacing raggedright""".split()
)
"""Word commands without argument that print nothing."""

STYLES: dict[str, str] = {
    "textit": "italic", "emph": "italic", "textsl": "italic", "mkbibemph": "italic", "mkbibitalic": "italic",
    "textbf": "bold", "mkbibbold": "bold", "textsuperscript": "superscript", "mkbibsuperscript": "superscript",
    "textsubscript": "subscript", "mkbibsubscript": "subscript", "textsc": "small-caps",
}  # fmt: skip
"""Command with one argument → the kind of span that it makes."""

DECLARATIONS: dict[str, str] = {
    "it": "italic", "itshape": "italic", "em": "italic", "sl": "italic", "slshape": "italic", "bf": "bold",
    "bfseries": "bold", "sc": "small-caps", "scshape": "small-caps",
}  # fmt: skip
"""Command that styles the rest of its group → the kind of span that it makes."""

TRANSPARENT: frozenset[str] = frozenset(
    """text textrm textsf texttt textnormal textup textmd mbox hbox uline underline autocap MakeCapital textls
    textgreek textcyrillic textlatin mkbibparens foreignlanguage textcolor""".split()
)
"""Commands of which only the argument counts, the last one where there are two."""

TWO_ARGUMENTS: frozenset[str] = frozenset({"href", "foreignlanguage", "textcolor"})
"""Commands whose first argument says how to set the second one."""

CASES: dict[str, str] = {
    "uppercase": "upper", "MakeUppercase": "upper", "lowercase": "lower", "MakeLowercase": "lower",
}  # fmt: skip
"""Command that sets its argument in another case → that case."""

VERBATIM: frozenset[str] = frozenset({"url", "path", "nolinkurl"})
"""Commands whose argument is no LaTeX."""

SWALLOWED: frozenset[str] = frozenset(
    """noopsort SortNoop switchargs label index phantom hphantom vphantom hspace hspace* vspace vspace* fontencoding
    fontfamily fontseries fontshape""".split()
)
"""Commands whose argument is only for sorting or layout."""

QUOTATIONS: frozenset[str] = frozenset({"enquote", "mkbibquote", "enquote*", "mkbibquote*"})
"""Commands that set their argument in quotation marks, the inner ones single."""
