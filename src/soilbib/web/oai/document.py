"""The XML around every answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
"""


def text(value: str) -> str:
    """A text for XML."""
    return escape(_ILLEGAL.sub("�", value))


def element(name: str, value: str, **attributes: str) -> str:
    """An element that holds a text."""
    return f"<{name}{_attributes(attributes)}>{text(value)}</{name}>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_ILLEGAL.sub('�', value))}" for name, value in values.items())


def document(address: str, arguments: Mapping[str, str], body: str) -> str:
    """An answer: when, to what, and the body (XML)."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{_HEAD}<responseDate>{now}</responseDate>\n"
        f"{element('request', address, **arguments)}\n{body}\n</OAI-PMH>\n"
    )
