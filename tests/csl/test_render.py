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
        ("typst", '#eval("x") *a* $b$ @c', r"#emph[T]; \#eval(\"x\") \*a\* \$b\$ \@c"),
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
    assert rendered(value, "typst") == "#emph[T]; #strong[x];#super[2];"


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


@pytest.mark.parametrize(
    ("to", "value", "text"),
    [
        ("latex", "a -- b --- c", "a -{}- b -{}-{}- c"),
        ("latex", "`a`", r"\textasciigrave{}a\textasciigrave{}"),
        ("markdown", "a -- b ... c", r"a \-\- b \... c"),
        ("markdown", "https://x.org/a_b~c, and", "<https://x.org/a_b~c>, and"),
        ("markdown", "www.x.org/a_b", r"www\.x.org/a\_b"),
        ("typst", "...", r"\.\.\."),
        ("asciidoc", "(C) a -- b ...", "&#40;C) a &#45;&#45; b &#46;&#46;&#46;"),
        ("asciidoc", "((c)) d:: e", "&#40;&#40;c&#41;&#41; d&#58;&#58; e"),
        ("asciidoc", "[a]; b", "&#91;a&#93;&#59; b"),
        ("rtf", "a\nb\u2028c", "a b c"),
        ("text", "a\r\n\nb", "a   b"),
    ],
)  # fmt: skip
def test_what_a_format_would_replace_stays_as_it_is(to: str, value: str, text: str) -> None:
    assert rendered(value, to).removeprefix(rendered("", to)).removeprefix(" ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<i>a</i>b", "*a*b"),
        ("<i>a.</i>b", "<i>a.</i>b"),
        ("a<b>(b)</b>c", r"a<b>(b)</b>c"),
        ("<i>a.</i> b", "*a.* b"),
        ("<i> a </i>b", "*a* b"),
        ("<i>a <b>b!</b></i>", "*a **b!***"),
        ("<i>a <b>b!</b></i>c", "<i>a <b>b!</b></i>c"),
        ("<i>a</i><i>b</i>", "<i>a</i><i>b</i>"),
    ],
)
def test_markdown_has_elements_where_asterisks_would_not_be_read(value: str, text: str) -> None:
    xml = style('<layout><text variable="note"/></layout>')
    assert Processor(xml, [book("a", note=value)]).cite(["a"], "markdown").strip() == text


@pytest.mark.parametrize(
    ("to", "text"), [("markdown", "*T*"), ("typst", "#emph[T];"), ("asciidoc", "__T__"), ("html", "<i>T</i>")]
)
def test_an_emphasis_inside_of_another_adds_nothing(to: str, text: str) -> None:
    inner = '<text variable="title" font-style="italic"/>'
    xml = style(f'<layout><group font-style="italic" prefix="">{inner}</group></layout>')
    assert Processor(xml, [book("a", title="T")]).cite(["a"], to) == text


def test_the_issue_after_a_typst_volume_is_no_argument() -> None:
    xml = style(
        '<layout><text variable="volume" font-style="italic"/><text variable="issue" prefix="(" suffix=")"/>'
        "</layout>"
    )
    assert Processor(xml, [book("a", volume="14", issue="3")]).cite(["a"], "typst") == "#emph[14];(3)"


@pytest.mark.parametrize(
    ("to", "text", "escaped"),
    [
        ("asciidoc", "J. Doe", "J&#46; Doe"),
        ("asciidoc", "12. Doe", "12&#46; Doe"),
        ("markdown", "a. Doe", r"a\. Doe"),
        ("markdown", "(1) Doe", r"(1\) Doe"),
        ("markdown", "% Doe", r"\% Doe"),
    ],
)
def test_an_entry_that_begins_with_an_initial_is_no_list(to: str, text: str, escaped: str) -> None:
    assert RENDERERS[to].entry(text).strip() == escaped


def test_asciidoc_breaks_no_line_at_the_ends_of_an_entry() -> None:
    xml = style(
        bibliography='<layout><text variable="title" display="block"/><text variable="note" display="block"/></layout>'
    )
    entry = Processor(xml, [book("a", title="T", note="N")]).bibliography("asciidoc").entries[0].text
    assert entry == "T +\nN\n\n"
