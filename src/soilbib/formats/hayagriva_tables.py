"""The tables of Hayagriva: its entry types, parents and fields in CSL's vocabulary (its docs/file-format.md)."""

from __future__ import annotations

_ENTRY_TYPES = """article chapter entry anthos report thesis web scene artwork patent case newspaper legislation
    manuscript post misc performance periodical proceedings book blog reference conference anthology repository
    thread video audio exhibition original""".split()

ENTRY_TYPES: frozenset[str] = frozenset({*_ENTRY_TYPES, "tweet"})

READ_TYPES: dict[tuple[str, str], str] = {
    ("article", ""): "article-journal", ("article", "newspaper"): "article-newspaper",
    ("article", "blog"): "post-weblog", ("article", "proceedings"): "paper-conference",
    ("article", "conference"): "paper-conference", ("article", "repository"): "article",
    ("article", "anthology"): "chapter", ("chapter", ""): "chapter", ("anthos", ""): "chapter",
    ("anthos", "proceedings"): "paper-conference", ("entry", ""): "entry-encyclopedia",
    ("entry", "repository"): "entry", ("report", ""): "report", ("thesis", ""): "thesis", ("web", ""): "webpage",
    ("web", "blog"): "post-weblog", ("scene", ""): "motion_picture", ("artwork", ""): "graphic",
    ("patent", ""): "patent", ("case", ""): "legal_case", ("newspaper", ""): "periodical",
    ("legislation", ""): "legislation", ("manuscript", ""): "manuscript", ("post", ""): "post",
    ("tweet", ""): "post", ("misc", ""): "document", ("performance", ""): "performance",
    ("periodical", ""): "periodical", ("proceedings", ""): "book", ("book", ""): "book", ("blog", ""): "webpage",
    ("reference", ""): "book", ("conference", ""): "event", ("anthology", ""): "book",
    ("repository", ""): "software", ("thread", ""): "post", ("video", ""): "motion_picture", ("audio", ""): "song",
    ("exhibition", ""): "event", ("original", ""): "document",
}  # fmt: skip
"""(type, type of the first parent or empty for any) → CSL type."""

WRITTEN_TYPES: dict[str, tuple[str, str]] = {
    "article": ("article", "repository"), "article-journal": ("article", "periodical"),
    "article-magazine": ("article", "periodical"), "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", ""), "book": ("book", ""), "broadcast": ("video", ""), "chapter": ("chapter", "book"),
    "classic": ("book", ""), "dataset": ("repository", ""), "entry": ("entry", "repository"),
    "entry-dictionary": ("entry", "reference"), "entry-encyclopedia": ("entry", "reference"),
    "event": ("conference", ""), "figure": ("artwork", ""), "graphic": ("artwork", ""),
    "legal_case": ("case", ""), "legislation": ("legislation", ""), "manuscript": ("manuscript", ""),
    "map": ("artwork", ""), "motion_picture": ("video", ""), "pamphlet": ("book", ""),
    "paper-conference": ("article", "proceedings"), "patent": ("patent", ""), "performance": ("performance", ""),
    "periodical": ("periodical", ""), "post": ("post", ""), "post-weblog": ("article", "blog"),
    "regulation": ("legislation", ""), "report": ("report", ""), "review": ("article", "periodical"),
    "review-book": ("article", "periodical"), "software": ("repository", ""), "song": ("audio", ""),
    "standard": ("report", ""), "thesis": ("thesis", ""), "treaty": ("legislation", ""), "webpage": ("web", ""),
}  # fmt: skip
"""CSL type → type and parent's type, empty where it needs none; the others are "misc"."""

SERIES_TYPES: frozenset[str] = frozenset(
    {"book", "report", "thesis", "dataset", "software", "standard", "map", "graphic", "pamphlet", "classic"}
)
"""The types whose parent is a series."""

DEFAULT_PARENTS: dict[str, str] = {
    "article": "periodical", "chapter": "book", "entry": "reference", "anthos": "anthology", "report": "report",
    "web": "web", "scene": "video", "artwork": "exhibition", "legislation": "anthology", "post": "post",
    "book": "book", "periodical": "periodical", "video": "video", "audio": "audio", "thread": "thread",
    "anthology": "anthology",
}  # fmt: skip
"""Entry type → the type its parent has where none is given."""

FIELDS: dict[str, str] = {
    "publisher": "publisher", "location": "publisher-place", "volume": "volume", "issue": "issue",
    "edition": "edition", "volume-total": "number-of-volumes", "page-range": "page", "page-total": "number-of-pages",
    "language": "language", "archive": "archive", "archive-location": "archive-place",
    "call-number": "call-number", "note": "note", "abstract": "abstract", "genre": "genre", "chapter": "chapter-number",
    "runtime": "dimensions",
}  # fmt: skip
"""Field → variable, for those that are one text or number."""

INHERITED = ("publisher", "location", "volume", "issue", "edition", "volume-total")
"""The fields that an entry has from its first parent where it has none of its own."""

SERIALS: dict[str, str] = {
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "serial": "number",
}  # fmt: skip
"""Key of a serial number → variable."""

ROLES: dict[str, str] = {
    "translator": "translator", "director": "director", "illustrator": "illustrator", "composer": "composer",
    "producer": "producer", "executive-producer": "executive-producer", "writer": "script-writer",
    "cast-member": "performer", "narrator": "narrator", "organizer": "organizer", "compiler": "compiler",
    "collaborator": "contributor", "founder": "series-creator",
}  # fmt: skip
"""Role of an affiliated person → name variable."""
