"""The tables of Zotero RDF: creators, fields by their places, containers, and the vocabularies that elements are of.

Sources: Zotero's translators "Zotero RDF" and "RDF", its schema of types, fields and creators.
"""

from __future__ import annotations

ROLES: dict[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator", "contributor": "contributor",
    "seriesEditor": "collection-editor", "bookAuthor": "container-author", "composer": "composer",
    "director": "director", "interviewer": "interviewer", "recipient": "recipient", "reviewedAuthor": "reviewed-author",
    "scriptwriter": "script-writer", "performer": "performer", "producer": "producer", "host": "host", "guest": "guest",
    "artist": "author", "cartographer": "author", "interviewee": "author", "inventor": "author", "podcaster": "author",
    "presenter": "author", "programmer": "author", "sponsor": "author", "creator": "author", "castMember": "performer",
    "attorneyAgent": "contributor", "commenter": "contributor", "cosponsor": "contributor", "counsel": "contributor",
    "wordsBy": "contributor",
}  # fmt: skip
"""Zotero's creator → variable; the first of a variable is written."""

OWN_AUTHORS: dict[str, str] = {
    "graphic": "artist", "map": "cartographer", "interview": "interviewee", "patent": "inventor",
    "speech": "presenter", "software": "programmer", "bill": "sponsor",
}  # fmt: skip
"""CSL type → the creator that its authors are in Zotero."""

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "container-title": ("container/title", "publicationName", "source", "publicationTitle", "programTitle"),
    "container-title-short": ("container/alternative", "alternative"),
    "volume": ("container/volume", "volume"),
    "issue": ("container/number", "container/issue", "issue"),
    "page": ("pages", "pageRange"),
    "collection-title": ("series/title", "series/alternative", "isPartOf"),
    "collection-number": ("series/identifier",),
    "section": ("part/title", "section"),
    "publisher": ("publisher/Organization/name", "publisher/Agent/name"),
    "publisher-place": (
        "publisher/Organization/adr/Address/locality",
        "P60163",
    ),
    "event-title": ("presentedAt/Conference/title", "meetingName"),
    "abstract": ("abstract",),
    "note": ("description",),
    "license": ("rights",),
    "archive": ("archive",),
    "archive_location": ("coverage", "archiveLocation"),
    "source": ("libraryCatalog", "repository"),
    "language": ("language",),
    "title-short": ("shortTitle",),
    "edition": ("edition",),
    "version": ("versionNumber",),
    "number-of-pages": ("numPages",),
    "number-of-volumes": ("numberOfVolumes", "numVolumes"),
    "genre": ("type", "degree"),
    "medium": ("medium",),
    "dimensions": ("artworkSize", "runningTime"),
    "scale": ("scale",),
    "authority": ("court", "issuingAuthority", "legislativeBody"),
    "status": ("status", "legalStatus"),
    "references": ("references", "history"),
    "call-number": ("subject/LCC/value", "subject/DDC/value", "subject/UDC/value"),
    "DOI": ("doi",),
    "ISSN": ("container/issn", "issn"),
    "ISBN": ("container/isbn", "isbn", "isbn13", "isbn10"),
    "URL": ("uri",),
}
"""Variable → its places with what it is part of as ``container``, ``part`` and ``series``; the first is written."""

NUMBERED = frozenset(
    """bill dataset legal_case legislation patent regulation report standard treaty broadcast article hearing""".split()
)
"""The types whose number is their own."""

DATES: dict[str, tuple[str, ...]] = {
    "issued": ("date", "issued", "publicationDate", "container/date"),
    "accessed": ("dateSubmitted", "accessDate"),
    "submitted": ("filingDate",),
}

ELEMENTS: dict[str, str] = {
    "article-journal": "bib:Article", "article-magazine": "bib:Article", "article-newspaper": "bib:Article",
    "bill": "bib:Legislation", "book": "bib:Book", "broadcast": "bib:Recording", "chapter": "bib:BookSection",
    "graphic": "bib:Illustration", "hearing": "bib:Report", "interview": "bib:Interview", "legal_case": "bib:Document",
    "legislation": "bib:Legislation", "manuscript": "bib:Manuscript", "map": "bib:Image",
    "motion_picture": "bib:MotionPicture", "patent": "bib:Patent", "personal_communication": "bib:Letter",
    "post": "bib:Document", "post-weblog": "bib:Document", "report": "bib:Report", "software": "bib:Data",
    "song": "bib:Recording", "speech": "bib:ConferenceProceedings", "thesis": "bib:Thesis", "webpage": "bib:Document",
    "classic": "bib:Book", "collection": "bib:Manuscript", "entry": "bib:BookSection", "figure": "bib:Illustration",
    "musical_score": "bib:Manuscript", "pamphlet": "bib:Manuscript", "performance": "bib:ConferenceProceedings",
    "periodical": "bib:Book", "regulation": "bib:Legislation", "review": "bib:Article", "review-book": "bib:Article",
    "treaty": "bib:Legislation",
}  # fmt: skip
"""CSL type → the element that is written for it, ``rdf:Description`` for others; the last have no type in Zotero."""

CONTAINERS: dict[str, str] = {
    "article-journal": "bib:Journal", "article-magazine": "bib:Periodical", "article-newspaper": "bib:Newspaper",
    "chapter": "bib:Book", "entry-dictionary": "bib:Book", "entry-encyclopedia": "bib:Book",
    "paper-conference": "bib:Journal", "webpage": "z:Website", "post-weblog": "z:Blog", "post": "z:Forum",
    "legal_case": "bib:CourtReporter", "entry": "bib:Book", "review": "bib:Journal", "review-book": "bib:Journal",
}  # fmt: skip
"""CSL type → what a work of it is part of."""

TAGS: dict[str, str] = {
    "AcademicArticle": "article-journal", "Book": "book", "EditedBook": "book", "BookSection": "chapter",
    "Chapter": "chapter",
    "Thesis": "thesis", "Letter": "personal_communication", "Manuscript": "manuscript", "Interview": "interview",
    "Report": "report", "Patent": "patent", "MotionPicture": "motion_picture", "Film": "motion_picture",
    "Image": "graphic", "Illustration": "graphic", "Legislation": "legislation", "Recording": "song",
    "AudioDocument": "song", "ConferenceProceedings": "speech", "Proceedings": "book", "Data": "software",
    "Webpage": "webpage", "Map": "map", "Standard": "standard", "Issue": "periodical",
}  # fmt: skip
"""Element of the bibliographic ontologies → CSL type, where no itemType is told."""

TAGS_IN: dict[tuple[str, str], str] = {
    ("Article", "Journal"): "article-journal", ("Article", "Periodical"): "article-magazine",
    ("Article", "Magazine"): "article-magazine", ("Article", "Newspaper"): "article-newspaper",
    ("Document", "CourtReporter"): "legal_case", ("Document", "Website"): "webpage",
    ("Document", "Blog"): "post-weblog", ("Document", "Forum"): "post",
}  # fmt: skip
"""Element and what it is part of → CSL type."""

PREFIXES: dict[str, str] = {
    name: prefix
    for prefix, names in {
        "rdf": "resource value Seq Bag Alt li Description",
        "bib": """authors editors contributors pages presentedAt Conference Journal Periodical Newspaper Book Part
            Series CourtReporter Memo Article BookSection Document""",
        "dc": "title date description identifier rights coverage subject publisher relation source creator type",
        "dcterms": "abstract alternative dateSubmitted isPartOf isReferencedBy hasPart URI LCC DDC UDC medium",
        "prism": "volume number edition",
        "foaf": "Person Organization surname givenName name",
        "vcard": "adr Address locality",
        "link": "link charset Attachment/type",
    }.items()
    for name in names.split()
}
"""Element → the prefix of its vocabulary; Zotero's own for others."""

NAMESPACES: dict[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
    "link": "http://purl.org/rss/1.0/modules/link/",
}
"""Prefix → namespace, as Zotero declares them."""
