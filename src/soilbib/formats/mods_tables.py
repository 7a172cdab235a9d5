"""The tables of MODS: genres and types of resource in CSL's vocabulary, and where fields stand."""

from __future__ import annotations

from soilbib.model.variables import ITEM_TYPES

LOCAL_GENRES: dict[str, str] = {
    "article": "preprint", "article-journal": "journalArticle", "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle", "chapter": "bookSection", "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle", "graphic": "artwork", "legal_case": "case", "legislation": "statute",
    "motion_picture": "film", "paper-conference": "conferencePaper", "personal_communication": "letter",
    "post": "forumPost", "post-weblog": "blogPost", "software": "computerProgram", "song": "audioRecording",
    "speech": "presentation",
}  # fmt: skip
"""CSL type → the genre that is written for it (authority "local", Zotero's words); others by CSL's name."""

GENRES: dict[str, str] = {
    **{name.lower(): name for name in ITEM_TYPES if name != "article"},
    **{genre.lower(): csl_type for csl_type, genre in LOCAL_GENRES.items()},
    "article": "", "academic journal": "article-journal", "journal article": "article-journal",
    "research article": "article-journal", "abstract": "article-journal", "bibliography": "book",
    "biography": "book", "autobiography": "book", "fiction": "book", "novel": "book", "handbook": "book",
    "festschrift": "book", "short story": "book", "brief": "personal_communication",
    "letter": "personal_communication", "email": "personal_communication", "instantmessage": "personal_communication",
    "conference publication": "book", "conference paper": "paper-conference", "data set": "dataset",
    "database": "dataset", "dictionary": "book", "dissertation": "thesis", "electronic dissertation": "thesis",
    "theses": "thesis", "dissertations": "thesis", "theses and dissertations": "thesis",
    "academic theses": "thesis", "doctoral dissertation": "thesis", "phd thesis": "thesis",
    "master's thesis": "thesis", "bachelor thesis": "thesis", "hochschulschrift": "thesis",
    "doctoral thesis": "thesis", "masters thesis": "thesis", "master thesis": "thesis", "thesis": "thesis",
    "encyclopedia": "book", "interview": "interview", "issue": "periodical", "journal": "periodical",
    "legal article": "article-journal", "legal case and case notes": "legal_case", "legislation": "legislation",
    "magazine": "periodical", "map": "map", "motion picture": "motion_picture", "newspaper": "article-newspaper",
    "newspaper article": "article-newspaper", "periodical": "periodical", "photograph": "graphic",
    "picture": "graphic", "painting": "graphic", "art original": "graphic", "art reproduction": "graphic",
    "chart": "graphic", "graphic": "graphic", "patent": "patent", "podcast": "broadcast", "radiobroadcast": "broadcast",
    "tvbroadcast": "broadcast", "report": "report", "technical report": "report", "working paper": "report",
    "review": "review", "series": "book", "sound": "song", "speech": "speech", "statistics": "book",
    "videorecording": "motion_picture", "web page": "webpage", "web site": "webpage", "website": "webpage",
    "webpage": "webpage", "book chapter": "chapter", "bookpart": "chapter", "book review": "review-book",
    "legal case": "legal_case", "treaty": "treaty", "standard or specification": "standard",
}  # fmt: skip
"""Genre in lower case, of any authority (marcgt, eprint, Zotero's) → CSL type; empty where it tells none by itself."""

RESOURCES: dict[str, str] = {
    "cartographic": "map", "notated music": "musical_score", "still image": "graphic",
    "moving image": "motion_picture", "three dimensional object": "graphic",
    "software, multimedia": "software", "sound recording": "song", "sound recording-musical": "song",
    "sound recording-nonmusical": "song", "audio": "song", "dataset": "dataset", "software": "software",
    "manuscript": "manuscript",
}  # fmt: skip
"""``<typeOfResource>`` → CSL type; text and mixed material say too little."""

RESOURCE_OF: dict[str, str] = {
    "map": "cartographic", "musical_score": "notated music", "graphic": "still image", "figure": "still image",
    "motion_picture": "moving image", "broadcast": "moving image", "software": "software, multimedia",
    "dataset": "software, multimedia", "song": "sound recording",
}  # fmt: skip
"""CSL type → ``<typeOfResource>``; others are text."""

HOST_GENRES: dict[str, str] = {
    "conference publication": "paper-conference", "proceedings": "paper-conference", "collection": "chapter",
    "book": "chapter", "encyclopedia": "entry-encyclopedia", "dictionary": "entry-dictionary",
    "academic journal": "article-journal", "journal": "article-journal", "periodical": "article-journal",
    "newspaper": "article-newspaper", "magazine": "article-magazine",
}  # fmt: skip
"""Genre of the host → CSL type of what is in it (bibutils says it there)."""

NUMBERED_TYPES = frozenset({"report", "standard", "patent"})
"""Types whose own number stands where other types have that of an issue."""

HOST_TYPES = frozenset(
    """article article-journal article-magazine article-newspaper chapter entry entry-dictionary entry-encyclopedia
    paper-conference post post-weblog review review-book webpage legal_case""".split()
)
"""Types whose container-title, numbers and pages stand in the host."""

HOST = "relatedItem[@type='host']"
SERIES = "relatedItem[@type='series']"

FIELDS: dict[str, tuple[str, ...]] = {
    "publisher": ("originInfo/publisher", f"{HOST}/originInfo/publisher"),
    "edition": ("originInfo/edition", f"{HOST}/originInfo/edition"),
    "abstract": ("abstract",),
    "license": ("accessCondition",),
    "DOI": ("identifier[@type='doi']",),
    "ISBN": ("identifier[@type='isbn']", f"{HOST}/identifier[@type='isbn']"),
    "ISSN": (f"{HOST}/identifier[@type='issn']", "identifier[@type='issn']"),
    "PMID": ("identifier[@type='pmid']", "identifier[@type='pubmed']"),
    "PMCID": ("identifier[@type='pmc']",),
    "number": (
        "identifier[@type='report-number']",
        "identifier[@type='report number']",
        "identifier[@type='technical report']",
        "identifier[@type='patent']",
        "identifier[@type='patent number']",
    ),
    "scale": ("subject/cartographics/scale",),
    "container-title-short": (f"{HOST}/titleInfo[@type='abbreviated']/title",),
    "title-short": ("titleInfo[@type='abbreviated']/title",),
    "collection-number": (
        f"{SERIES}/titleInfo/partNumber",
        f"{SERIES}/part/detail[@type='volume']/number",
        f"{HOST}/{SERIES}/titleInfo/partNumber",
    ),
    "collection-title": (f"{SERIES}/titleInfo/title", f"{HOST}/{SERIES}/titleInfo/title"),
    "number-of-volumes": ("part/extent[@unit='volumes']/total",),
    "medium": ("physicalDescription/form[@type='material']",),
    "original-title": ("relatedItem[@type='original']/titleInfo/title",),
    "references": ("relatedItem[@type='references']/note",),
}
"""Variable → where it is read, the first place with text counting, and (the first) where it is written."""

PARTS: dict[str, tuple[str, ...]] = {
    "volume": ("part/detail[@type='volume']/number", "part/detail[@type='volume']/title"),
    "issue": (
        "part/detail[@type='issue']/number",
        "part/detail[@type='number']/number",
        "part/detail[@type='issue']/title",
    ),
    "section": ("part/detail[@type='section']/number",),
    "chapter-number": ("part/detail[@type='chapter']/number",),
}
"""Variable → where it stands in the host, or in the work itself."""

CONTAINERS = frozenset(
    {
        HOST,
        SERIES,
        "relatedItem[@type='original']",
        "titleInfo[@type='abbreviated']",
        "part",
        "originInfo",
        "location",
        "physicalDescription",
        "titleInfo",
        "recordInfo",
    }
    | {f"detail[@type='{kind}']" for kind in ("volume", "issue", "number", "section", "chapter", "page")}
)
