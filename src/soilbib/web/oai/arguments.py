"""The arguments of a request: which each verb takes, and whether they make sense."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec import Struct

from soilbib.web.oai.document import element

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ)?")


class Failure(Exception):  # noqa: N818 - the protocol calls it an error of a code
    """An error of the protocol: its code and what is wrong."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why

    def element(self) -> str:
        """The error as XML."""
        return element("error", self.why, code=self.code)


class Takes(NamedTuple):
    """The arguments of a verb; an ``exclusive`` one stands alone."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    exclusive: str = ""


def read_arguments(
    pairs: Sequence[tuple[str, str]], verbs: Mapping[str, Takes]
) -> tuple[str, dict[str, str]]:
    """The verb and its arguments; raises `Failure` for what the protocol forbids."""
    named = [value for name, value in pairs if name == "verb"]
    if len(named) != 1 or named[0] not in verbs:
        raise Failure("badVerb", f"verb must be one of {', '.join(verbs)}")
    arguments = {name: value for name, value in pairs if name != "verb"}
    if len(arguments) < len(pairs) - 1:
        raise Failure("badArgument", "an argument is repeated")
    takes = verbs[named[0]]
    if takes.exclusive in arguments:
        if len(arguments) > 1:
            raise Failure("badArgument", f"{takes.exclusive} stands alone")
        return named[0], arguments
    if missing := takes.required - arguments.keys():
        raise Failure("badArgument", f"{min(missing)} is missing")
    if unknown := arguments.keys() - takes.required - takes.optional - {takes.exclusive}:
        raise Failure("badArgument", f"{named[0]} does not take {min(unknown)[:80]}")
    return named[0], arguments


class Token(Struct, frozen=True, array_like=True):
    """Where a list goes on: what was asked, the number of the last record, and how many were sent."""

    prefix: str
    since: str
    until: str
    category: str
    after: int
    sent: int


def write_token(token: Token) -> str:
    """A token as text; it holds all that is needed, so that nothing has to be remembered."""
    return base64.urlsafe_b64encode(msgspec.json.encode(token)).decode().rstrip("=")


def read_token(text: str) -> Token:
    """A token of `write_token`; raises `Failure` for any other text."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        token = msgspec.json.decode(data, type=Token)
    except (ValueError, msgspec.DecodeError):
        raise Failure("badResumptionToken", "that token was not given here") from None
    if not 0 <= token.after < 2**62:
        raise Failure("badResumptionToken", "that token was not given here")
    return token


def read_times(arguments: Mapping[str, str]) -> tuple[str, str]:
    """``from`` and ``until`` as the history writes times; raises `Failure` for what are none."""
    since, until = arguments.get("from", ""), arguments.get("until", "")
    kinds = set()
    for value in filter(None, (since, until)):
        match = _DATE.fullmatch(value)
        if match is None:
            raise Failure(
                "badArgument", f"{value[:40]!r} is not a date such as 2020-01-31 or 2020-01-31T12:00:00Z"
            )
        if not _is_moment(value):
            raise Failure("badArgument", f"{value[:40]!r} is no day of the calendar")
        kinds.add(bool(match[1]))
    if len(kinds) > 1:
        raise Failure("badArgument", "from and until must be of the same granularity")
    if since and until and since > until:
        raise Failure("badArgument", "from is after until")
    return _moment(since, "T00:00:00"), _moment(until, "T23:59:59")


def _is_moment(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _moment(value: str, time: str) -> str:
    """A date as the history writes moments: "2020-01-31T12:00:00+00:00"."""
    if not value:
        return ""
    return (value.removesuffix("Z") if "T" in value else value + time) + "+00:00"
