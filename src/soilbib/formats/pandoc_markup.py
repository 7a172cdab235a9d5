"""Markdown inside of a value, as pandoc reads and writes it in CSL-YAML: ``*x*``, ``CO~2~``, ``[NASA]{.nocase}``."""

from __future__ import annotations

import re

from soilbib.model.markup import TAGS

_MARK = re.compile(r"[*_~^\[\\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = 0x10FF00  # in a plane that no text uses
_ESCAPED = re.compile("[\U0010ff00-\U0010ff7f]")
_SPAN = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\{\.(nocase|smallcaps)\}")
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*"), "bold"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])"), "italic"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+)(?<=\S)_(?![\w_])"), "italic"),
    (re.compile(r"(?<!\^)\^([^\s^]{1,40})\^(?!\^)"), "superscript"),
    (re.compile(r"(?<!~)~([^\s~]{1,40})~(?!~)"), "subscript"),
)
_SPANS = {"nocase": "nocase", "smallcaps": "small-caps"}
_SPECIAL = re.compile(r"[*_~^\[\]\\]")


def from_markdown(text: str) -> str:
    """A value with its Markdown as the markup of a record; a mark without its partner stays."""
    if not _MARK.search(text):
        return text
    text = _ESCAPE.sub(lambda match: chr(_HIDDEN + ord(match[1])), text)
    text = _SPAN.sub(lambda match: match[1].join(TAGS[_SPANS[match[2]]]), text)
    for form, kind in _FORMS:
        text = form.sub(lambda match, kind=kind: match[1].join(TAGS[kind]), text)  # type: ignore[misc]
    return _ESCAPED.sub(lambda match: chr(ord(match[0]) - _HIDDEN), text)


def guarded(text: str) -> str:
    """A value in which what would be read as Markdown is escaped."""
    return text if from_markdown(text) == text else _SPECIAL.sub(r"\\\g<0>", text)
