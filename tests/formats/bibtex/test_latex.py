"""LaTeX to text with markup, and back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.formats.bibtex.encoding import encode
from soilbib.formats.bibtex.latex import decode
from soilbib.model.markup import TAGS


def span(kind: str, text: str) -> str:
    opening, closing = TAGS[kind]
    return opening + text + closing


@pytest.mark.parametrize(
    "latex",
    [r"\'e", r"{\'e}", r"\'{e}", r"{\'{e}}", r"\' e", "é", r"{\'\e}".replace(r"\e", "e")],
)
def test_every_spelling_of_an_accent_is_one_character(latex: str) -> None:
    assert decode(latex) == "é"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\v{s}\v s{\v s}", "ššš"),
        (r"\'{\i}\'\i{\'{\i}}\'i", "íííí"),
        (r"\c{c} \H{o} \k{a} \u{g} \r{a} \d{s} \b{b} \=a \.z", "ç ő ą ğ å ṣ ḇ ā ż"),
        (r"{\ss}{\o}\O{}{\aa}{\AA}\l{}\L ukasz{\ae}\OE", "ßøØåÅłŁukaszæŒ"),
        (r"\i{} and {\i}", "ı and ı"),
        (r"\t{oo}", "o͡o"),
        (r"\uppercase{abc} \MakeLowercase{DEF}", "ABC def"),
        (r"\foreignlanguage{german}{Wort} \textgreek{λόγος} \textcolor{red}{x}", "Wort λόγος x"),
        (r"{\fontencoding{T1}\selectfont x} 5\,\textcelsius", "x 5 ℃"),
        (r"\ensuremath{\alpha} \ensuremath{_2}", "α <sub>2</sub>"),
        (r"$\alpha$-x H$\alpha$ $\mu$m $\Delta$T", "α-x Hα μm ΔT"),
        (
            r"$\delta^{13}$C$_{\rm org}$ $\beta_1$ $\lambda_{max}$",
            "δ<sup>13</sup>C<sub>org</sub> β<sub>1</sub> λ<sub>max</sub>",
        ),
        (
            r"$CO_2$, $SO_4^{2-}$, $N_2$O, $\mathrm{H_2O}$",
            "CO<sub>2</sub>, SO<sub>4</sub><sup>2-</sup>, N<sub>2</sub>O, H<sub>2</sub>O",
        ),
        (r"$3 \times 10^{-5}$ $\ge 5$ $25\,^\circ\mathrm{C}$ $10\%$", "3×10<sup>-5</sup> ≥5 25\u2009°C 10%"),
        (
            r"$x^2$ $O(n \log n)$ $\sqrt{2}$ $\frac12$ $\tau_x y$",
            r"$x^2$ $O(n \log n)$ $\sqrt{2}$ $\frac12$ $\tau_x y$",
        ),
        (
            r"\ce{NO3-} \ce{SO4^{2-}} $\ce{H2O}$ \ce{^{15}N}",
            "NO<sub>3</sub><sup>-</sup> SO<sub>4</sub><sup>2-</sup> H<sub>2</sub>O <sup>15</sup>N",
        ),
        (
            r"\ce{(NH4)2SO4} \ce{PM2.5} \ce{C_nH_{2n}}",
            "(NH<sub>4</sub>)<sub>2</sub>SO<sub>4</sub> PM<sub>2.5</sub> C<sub>n</sub>H<sub>2n</sub>",
        ),
        (
            r"\ce{CaCO3 <=> Ca^2+ + CO3^2-} \ce{CuSO4*5H2O}",
            "CaCO<sub>3</sub> ⇌ Ca<sup>2+</sup> + CO<sub>3</sub><sup>2-</sup> CuSO<sub>4</sub>·5H<sub>2</sub>O",
        ),
        (
            r"\SI{25}{\celsius} \qty{5}{\milli\gram\per\litre} \SI{10}{\percent} \SI{3}{mg/L}",
            "25 °C 5 mg/L 10% 3 mg/L",
        ),
        (
            r"\si{\square\metre} \unit{\metre\squared} \si{\metre\tothe{3}} \num{3e-5} \si{\per\year}",
            "m<sup>2</sup> m<sup>2</sup> m<sup>3</sup> 3 × 10<sup>-5</sup> 1/a",
        ),
        (
            r"\ce{$x$} \si{\heath} \SI{3}{} \SIrange{1}{2}{\metre}",
            r"\ce{$x$} \si{\heath} \SI{3}{} \SIrange{1}{2}{\metre}",
        ),
        (r"Ng{\^o} {\'\uhorn}\ohorn", "Ngô ứơ"),
        (r"Sk{\l}odowska--Curie", "Skłodowska–Curie"),
        (r"a -- b --- c", "a – b — c"),
        ("``a `b' c''", "“a ‘b' c”"),
        ("?`Qu{\\'e}? !`No! Why? `x'", "¿Qué? ¡No! Why? ‘x'"),
        (r"\enquote{a \enquote{b} c}", "“a ‘b’ c”"),
        (r"R\&D 50\% \#1 a\_b \$5 \{x\}", "R&D 50% #1 a_b $5 {x}"),
        (r"Figure~1", "Figure\u00a01"),
        (r"\textbackslash{} \textasciitilde{} \textless{}", r"\ ~ <"),
        (r"\url{https://x.org/a_b~c%20d}", "https://x.org/a_b~c%20d"),
        (r"\href{https://x.org}{there}", "there"),
        (r"{\noopsort{1973b}}1981", "1981"),
        (r"co\-op\/ erate", "coop erate"),
        ("two\n   lines", "two lines"),
        (r"P\a'erez \a=o \a", r"Pérez ō \a"),
        (r"(11\=20) and \={0}", "(112̄0) and 0̄"),
        (r"20$^\circ$C, 20$^{\circ}$C", "20°C, 20°C"),
        (r"a\hspace{0pt}b\vspace*{2em}c", "abc"),
    ],
)
def test_latex_becomes_unicode(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\textit{in situ}", span("italic", "in situ")),
        (r"\emph{a}{\em b}{\it c}", "".join(span("italic", letter) for letter in "abc")),
        (r"\textbf{x}{\bf y}", span("bold", "x") + span("bold", "y")),
        (r"\textsc{fao}{\sc who}", span("small-caps", "fao") + span("small-caps", "who")),
        (
            r"CO\textsubscript{2} m\textsuperscript{2}",
            "CO" + span("subscript", "2") + " m" + span("superscript", "2"),
        ),
        (
            r"CO$_2$ CO$_{2}$ m$^{-2}$",
            f"CO{span('subscript', '2')} CO{span('subscript', '2')} m{span('superscript', '-2')}",
        ),
        (r"\emph{a \textbf{b}}", span("italic", f"a {span('bold', 'b')}")),
        (r"4$^{\textrm{\`eme}}$ ${}^{13}$C", f"4{span('superscript', 'ème')} {span('superscript', '13')}C"),
        (r"T$_\mathrm{max}$", f"T{span('subscript', 'max')}"),
    ],
)
def test_styles_become_spans(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    "latex",
    [
        r"$\delta^{13}C$ values",
        r"the $n$-th",
        r"\unknown{x}{y} z",
        r"\foo bar",
        r"see \cite[p. 2][]{a b}, too",
    ],
)
def test_math_and_unknown_commands_stay_and_are_written_back(latex: str) -> None:
    assert decode(latex) == latex
    assert encode(latex) == latex


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("{NASA} data", f"{span('nocase', 'NASA')} data"),
        ("{C}arbon in {\\'E}cole", f"{span('nocase', 'C')}arbon in École"),
        ("{The whole title}", "The whole title"),
        ("{{The whole title}}", "The whole title"),
        ("{Soil} and {Water}", f"{span('nocase', 'Soil')} and {span('nocase', 'Water')}"),
        (r"{\textit{Vicia faba}} roots", f"{span('italic', 'Vicia faba')} roots"),
        (r"{a {B} c} d", f"{span('nocase', 'a B c')} d"),
        ("10{,}000 {}", "10,000"),
    ],
)
def test_braces_protect_only_part_of_a_title(latex: str, text: str) -> None:
    assert decode(latex, protect=True) == text


@pytest.mark.parametrize(
    "latex", ["{", "}", "{{{", "a}b{c", "\\", "\\'", "$", r"\textit{", r"\v", "``", r"\href{a}", r"\enquote"]
)
def test_broken_latex_is_read_without_an_error(latex: str) -> None:
    assert isinstance(decode(latex), str)


@given(latex=st.text(alphabet="\\{}$'`~^\"-_ ivsctextboemph&%", max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_text_is_an_error(latex: str) -> None:
    assert isinstance(decode(latex, protect=True), str)


@pytest.mark.parametrize("piece", ["\\'e {x} ", "{", "\\foo{", "$x_1$ ", "{\\em a", "\\v", "\\textit{", "``"])
def test_decoding_takes_linear_time(piece: str) -> None:
    decode(piece * 10)
    start = time.perf_counter()
    decode(piece * 20_000)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Soil & Water: 50% of #1", r"Soil \& Water: 50\% of \#1"),
        ("“nested “quotes”” – é «a»", "“nested “quotes”” – é «a»"),
        ("a_b $5 C:\\x", r"a\_b \$5 C:\textbackslash{}x"),
        (span("italic", "in situ"), r"\textit{in situ}"),
        (span("nocase", "NASA") + " data", "{NASA} data"),
        (span("nocase", "NASA"), "{NASA}{}"),
        ("CO" + span("subscript", "2"), r"CO\textsubscript{2}"),
        ("a--b", "a-{}-b"),
        ("p < 0.05", "p < 0.05"),
    ],
)
def test_only_what_latex_needs_is_escaped(text: str, latex: str) -> None:
    assert encode(text) == latex
    assert decode(latex, protect=True) == text
