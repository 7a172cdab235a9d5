"""Output formats: what is text stays text in each of them."""

from __future__ import annotations

import re

import pytest
from tests.csl.styles import book, style

from soilbib.csl.processor import Processor
from soilbib.csl.render import RENDERERS

LAYOUT = '<layout><text variable="title" font-style="italic"/><text variable="note" prefix=" "/></layout>'


def rendered(value: str, to: str) -> str:
    return Processor(style(LAYOUT), [book("a", title="T", note=value)]).cite(["a"], to)


@pytest.mark.parametrize(
    ("to", "value", "text"),
    [
        (
            "html",
            "<script>alert(1)</script> & x",
            "<i>T</i> &#60;script&#62;alert(1)&#60;/script&#62; &#38; x",
        ),
        (
            "latex",
            r"\input{x} 5% $a_b$ #1 ~^",
            r"\textit{T} \textbackslash{}input\{x\} 5\% \$a\_b\$ \#1 \textasciitilde{}\textasciicircum{}",
        ),
        ("markdown", "*a* [b](c) `d` <e> _f_ \\", r"*T* \*a\* \[b\](c) \`d\` \<e\> \_f\_ \\"),
        ("rtf", r"\par {x} é", r"{\i T} \\par \{x\} \uc0\u233 "),
        ("typst", '#eval("x") *a* $b$ @c', r"#emph[T] \#eval(\"x\") \*a\* \$b\$ \@c"),
        (
            "asciidoc",
            "*a* {b} [c] <<d>>",
            "__T__ &#42;a&#42; &#123;b&#125; &#91;c&#93; &#60;&#60;d&#62;&#62;",
        ),
        ("ansi", "\x1b[31mred", "\x1b[3mT\x1b[23m [31mred"),
        ("text", "<i>x</i> & \\y", "T x & \\y"),
    ],
)
def test_markup_of_the_format_in_a_value_is_text(to: str, value: str, text: str) -> None:
    assert rendered(value, to).replace("“", '\\"').replace("”", '\\"') == text


def test_inline_markup_of_a_value_becomes_the_formats_own() -> None:
    value = "<b>x</b><sup>2</sup>"
    assert rendered(value, "html") == "<i>T</i> <b>x</b><sup>2</sup>"
    assert rendered(value, "latex") == r"\textit{T} \textbf{x}\textsuperscript{2}"
    assert rendered(value, "markdown") == "*T* **x**<sup>2</sup>"
    assert rendered(value, "typst") == "#emph[T] #strong[x]#super[2]"


@pytest.mark.parametrize("to", sorted(RENDERERS))
def test_every_format_keeps_the_words(to: str) -> None:
    assert re.findall(r"one|two", rendered("one two", to)) == ["one", "two"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://x.org/?a=1&b=2", r"\href{https://x.org/?a=1\&b=2}{"),
        ("https://x.org/}\\x", r"\href{https://x.org/\%7D\%5Cx}{"),
    ],
)
def test_latex_links_cannot_leave_their_braces(url: str, link: str) -> None:
    assert RENDERERS["latex"].link(url)[0] == link


def test_an_html_link_cannot_leave_its_attribute() -> None:
    assert (
        RENDERERS["html"].link('https://x.org/"onclick="')[0] == '<a href="https://x.org/&#34;onclick=&#34;">'
    )


def test_a_markdown_entry_is_no_list_and_no_heading() -> None:
    assert RENDERERS["markdown"].entry("1. Title").startswith("1\\. Title")
    assert RENDERERS["markdown"].entry("# Title").startswith("\\# Title")
