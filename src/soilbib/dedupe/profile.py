"""Profiles: how sure a merge has to be and which rules count, as a table in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from soilbib.dedupe.rules import RULES
from soilbib.errors import SoilbibError

Effect: TypeAlias = Literal["on", "off", "same", "possible", "different"]
"""What a rule's answer becomes: "on" as the rule says, "off" the next rule is asked, else the verdict for one work's
two versions."""

OPTIONAL = frozenset({"same_isbn", "another_printing"})
"""Rules that are asked only where a profile names them."""
VERSIONS = ("preprint_and_publication", "conference_and_journal")
"""The rules on two versions of one work, on whose meaning users do not agree."""
NEVER = 1.01
"""A threshold that no score reaches."""
_FOLDER = Path(__file__).with_name("profiles")
_DEFAULT = "articles"


class ProfileError(SoilbibError):
    """A profile that is not there, or whose text is no profile."""


class Thresholds(Struct, frozen=True, forbid_unknown_fields=True):
    """Scores, 0 to 1: what a rule would merge is only possible below ``match``; what is only possible is merged from
    ``possible`` on, and not worth a person's look below ``review``."""

    match: float = 0.0
    possible: float = NEVER
    review: float = 0.0

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if not 0 <= getattr(self, name) <= NEVER:
                raise ValueError(f"{name} is not between 0 and {NEVER}")


class Profile(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Name, purpose, thresholds, and of single rules (by name) what their answer counts for."""

    name: str = _DEFAULT
    about: str = ""
    thresholds: Thresholds = Thresholds()
    rules: dict[str, Effect] = {}

    @cached_property
    def off(self) -> frozenset[str]:
        """The rules that are not asked."""
        named = {name for name, effect in self.rules.items() if effect == "off"}
        return frozenset(named | (OPTIONAL - self.rules.keys()))

    @cached_property
    def weighs(self) -> bool:
        """Whether scores matter at all."""
        return self.thresholds != Thresholds()


ARTICLES = Profile()
"""What holds where nothing else is said."""


def profile_names() -> list[str]:
    """The names of the profiles that come with the package."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def load_profile(name: str) -> Profile:
    """The profile of that name, or in that ``.toml`` file.

    Raises `ProfileError` with the names that exist, or with what is wrong in the file.
    """
    path = Path(name) if name.endswith(".toml") else _FOLDER / f"{name}.toml"
    if path.parent == _FOLDER and name not in profile_names():
        raise ProfileError(
            f"unknown profile {name!r}: it is one of {', '.join(profile_names())} or a .toml file"
        )
    try:
        return read_profile(path.read_text(encoding="utf-8"), name)
    except OSError as error:
        raise ProfileError(f"{name}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise ProfileError(f"{name}: is not text in UTF-8") from None


def read_profile(text: str, path: str = "profile") -> Profile:
    """Read a profile; ``extends`` names the one that holds where the text is silent [default: articles].

    Raises `ProfileError` for broken TOML, an unknown key or rule, a threshold that is no score.
    """
    try:
        table = tomllib.loads(text)
        base = load_profile(table.pop("extends", _DEFAULT)) if table.get("name") != _DEFAULT else ARTICLES
        profile = msgspec.convert(_merged(msgspec.to_builtins(base), table), Profile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ProfileError(f"{path}: {error}") from None
    unknown = sorted(set(profile.rules) - {rule.__name__ for rule in RULES})
    if unknown:
        known = ", ".join(rule.__name__ for rule in RULES)
        raise ProfileError(f"{path}: no rule is called {unknown[0]!r}; the rules are {known}")
    return profile


def with_versions(profile: Profile, effect: Effect) -> Profile:
    """The profile that takes a work's preprint, conference paper and article for one work, for two, or asks."""
    return msgspec.structs.replace(profile, rules={**profile.rules, **dict.fromkeys(VERSIONS, effect)})


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The base with what the profile itself says, table by table."""
    merged = {**base, **own}
    for name in ("thresholds", "rules"):
        if isinstance(own.get(name), dict):
            merged[name] = {**base[name], **own[name]}
    return merged


def write_profile(profile: Profile) -> str:
    """The profile as TOML, fit for `read_profile`."""
    lines = [f"name = {_quoted(profile.name)}", f"about = {_quoted(profile.about)}", "", "[thresholds]"]
    lines += [f"{name} = {value}" for name, value in msgspec.structs.asdict(profile.thresholds).items()]
    if profile.rules:
        lines += ["", "[rules]", *(f"{name} = {_quoted(effect)}" for name, effect in profile.rules.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON, and which may not hold DEL."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
