"""Generated libraries for the measurements: no two records alike, the same ones in every run."""

from __future__ import annotations

from random import Random

from soilbib.formats.iso2709 import build
from soilbib.formats.marc_fields import Field, parse_field
from soilbib.model import Date, Name, Record

SYLLABLES = "sol hum ter car bon lé ström ñez ter mo ra ki no wa zhe lin".split()
WORDS = """soil carbon sequestration in long-term field experiments effects of tillage and organic amendments on
aggregate stability microbial biomass nitrogen mineralisation under Mediterranean conditions a review
meta-analysis""".split()


def words(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS, k=count)).capitalize()


def name(random: Random) -> Name:
    given = f"{random.choice('ABCDEFGHJKLM')}. {random.choice('ABCDEFGHJKLM')}."
    return Name("".join(random.choices(SYLLABLES, k=3)).title(), given)


def record(random: Random, number: int) -> Record:
    year = random.randint(1960, 2025)
    first = random.randint(1, 900)
    return Record(
        f"r{number}",
        "article-journal",
        {"author": tuple(name(random) for _ in range(random.randint(1, 7)))},
        {"issued": Date((year, random.randint(1, 12), random.randint(1, 28)))},
        {
            "title": words(random, 12),
            "container-title": words(random, 4),
            "volume": str(random.randint(1, 300)),
            "issue": str(random.randint(1, 12)),
            "page": f"{first}-{first + 12}",
            "DOI": f"10.1016/j.{number:09}",
            "ISSN": issn(random.randint(1_000_000, 9_999_999)),
            "URL": f"https://example.org/{number}",
            "abstract": ". ".join(words(random, 14) for _ in range(8)),
            "keyword": "; ".join(words(random, 2) for _ in range(5)),
            "language": "en",
            "publisher": "Elsevier",
        },
    )


def issn(number: int) -> str:
    """An ISSN with its check digit."""
    check = (
        -sum(int(digit) * weight for digit, weight in zip(f"{number:07}", range(8, 1, -1), strict=True)) % 11
    )
    return f"{number // 1000:04}-{number % 1000:03}{'X' if check == 10 else check}"


def library(size: int) -> list[Record]:
    random = Random(7)
    return [record(random, number) for number in range(size // 1_500)]


def catalogue(count: int) -> list[str]:
    """MARC records as a library's catalogue has them, in ISO 2709 and UTF-8."""
    random = Random(7)
    return [build("00000cam a2200000 a 4500", _fields(random, number)) for number in range(count)]


def _fields(random: Random, number: int) -> list[Field]:
    year = random.randint(1960, 2025)
    author, editor = name(random), name(random)
    title, rest = words(random, 5), words(random, 4)
    texts = [
        ("001", f"{number:012}"),
        ("003", "DLC"),
        ("005", f"{year}0217153000.0"),
        ("008", f"{year % 100:02}0105s{year}    nyua     b    001 0 eng  "),
        ("010", f"__$a   {number:08} "),
        ("020", f"__$a978{number:09}0 (alk. paper) :$c$59.95"),
        ("040", "__$aDLC$cDLC$dDLC"),
        ("050", f"00$aS{number % 900}$b.{author.family[0]}{number % 97} {year}"),
        ("082", f"00$a631.4/{number % 99}$221"),
        ("100", f"1_$a{author.inverted},$d{year - 40}-"),
        ("245", f"10$a{title} :$b{rest} /$c{author.display} ; edited by {editor.display}."),
        ("250", f"__$a{number % 5 + 2}th ed."),
        ("260", f"__$aNew York :$b{words(random, 2)} Press,$cc{year}."),
        ("300", f"__$axiv, {random.randint(90, 900)} p. :$bill. ;$c25 cm."),
        ("490", f"1_$a{words(random, 4)} ;$vv. {number % 60}"),
        ("500", f"__$a{words(random, 12)}."),
        ("504", "__$aIncludes bibliographical references (p. 341-360) and index."),
        *(("650", f"_0$a{words(random, 2)}$x{words(random, 2)}$zFrance.") for _ in range(3)),
        ("700", f"1_$a{editor.inverted}$4edt"),
        ("856", f"41$3Table of contents$uhttps://example.org/toc/{number}.html"),
    ]
    return [parse_field(tag, text) for tag, text in texts]
