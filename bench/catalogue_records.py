"""Records made up for the benches of the catalogue: their words are as unevenly common as those of real titles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from soilbib.model import Date, Name, Record

WORDS = 60_000
_STARTS = "b c d f g h k l m n p r s t v ch cl cr dr fl gr pl pr sc sp st str th tr".split()
_ENDS = "a e i o u ar en er al in on or us il at ic ium ation".split()
_TYPES = ("article-journal", "book", "chapter", "report", "thesis", "webpage", "paper-conference", "dataset")
_TYPE_WEIGHTS = (60, 10, 8, 8, 4, 5, 4, 1)
_LANGUAGES = ("en", "fr", "es", "de", "pt", "")
_LANGUAGE_WEIGHTS = (70, 10, 6, 6, 3, 5)
CATEGORIES = tuple(
    f"{kind} {topic}"
    for kind in ("Guides:", "Reports:", "News:", "Videos:")
    for topic in ("soils", "climate", "farming", "forests", "policy")
)


def vocabulary(size: int = WORDS) -> list[str]:
    """Words of one to four syllables, the most frequent first, all different."""
    rng = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < size:
        syllables = rng.randint(1, 3) if len(found) < 1000 else rng.randint(2, 4)
        found["".join(rng.choice(_STARTS) + rng.choice(_ENDS) for _ in range(syllables))] = None
    return list(found)


def records(count: int, start: int = 0, *, abstracts: bool = True) -> Iterator[Record]:
    """So many records, the same for the same numbers; every third has an abstract of 60 words."""
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 12) for rank in range(len(words))))
    journals = [" ".join(random.Random(n).choices(words[:2000], k=3)).title() for n in range(3000)]
    for number in range(start, start + count):
        rng = random.Random(number)
        title = " ".join(rng.choices(words, cum_weights=weights, k=rng.randint(6, 14))).capitalize()
        fields = {"title": title, "container-title": rng.choice(journals), "DOI": f"10.5555/{number:07d}"}
        fields |= {
            "volume": str(rng.randint(1, 90)),
            "page": f"{rng.randint(1, 900)}-{rng.randint(901, 999)}",
        }
        if abstracts and number % 3 == 0:
            fields["abstract"] = " ".join(rng.choices(words, cum_weights=weights, k=60)) + "."
        language = rng.choices(_LANGUAGES, _LANGUAGE_WEIGHTS)[0]
        if language:
            fields["language"] = language
        names = tuple(
            Name(family=words[rng.randint(500, 9000)].capitalize(), given=f"{chr(65 + rng.randint(0, 25))}.")
            for _ in range(rng.randint(1, 5))
        )
        year = 2026 - min(int(rng.expovariate(0.06)), 120)
        chosen = rng.sample(CATEGORIES, k=rng.choice((0, 1, 1, 2)))
        yield Record(
            id=f"r{number}",
            type=rng.choices(_TYPES, _TYPE_WEIGHTS)[0],
            names={"author": names},
            dates={"issued": Date((year,))},
            fields=fields,
            extra={"soilbib": {"categories": chosen}} if chosen else {},
        )
