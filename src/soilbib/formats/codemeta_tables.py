"""The tables of schema.org and CodeMeta: their types and properties in CSL's vocabulary."""

from __future__ import annotations

TYPES: dict[str, str] = {
    "AnalysisNewsArticle": "article-newspaper", "Article": "article-magazine", "AudioObject": "song",
    "Audiobook": "song", "BlogPosting": "post-weblog", "Book": "book", "Chapter": "chapter",
    "Collection": "collection", "Comment": "post", "ComputerLanguage": "software", "Course": "document",
    "CreativeWork": "document", "DataCatalog": "dataset", "DataDownload": "dataset", "Dataset": "dataset",
    "DefinedTerm": "entry-dictionary", "DigitalDocument": "document", "DiscussionForumPosting": "post",
    "Drawing": "graphic", "Episode": "broadcast", "Event": "event", "Guide": "document", "HowTo": "document",
    "ImageObject": "graphic", "LearningResource": "document", "Legislation": "legislation", "Manuscript": "manuscript",
    "Map": "map", "MedicalScholarlyArticle": "article-journal", "MobileApplication": "software",
    "Movie": "motion_picture", "MusicAlbum": "song", "MusicComposition": "musical_score", "MusicRecording": "song",
    "NewsArticle": "article-newspaper", "Newspaper": "periodical", "OpinionNewsArticle": "article-newspaper",
    "Painting": "graphic", "Periodical": "periodical", "Photograph": "graphic", "PodcastEpisode": "broadcast",
    "Poster": "speech", "PresentationDigitalDocument": "speech", "PublicationIssue": "periodical",
    "PublicationVolume": "periodical", "Report": "report", "ReportageNewsArticle": "article-newspaper",
    "Review": "review", "ScholarlyArticle": "article-journal", "SheetMusic": "musical_score",
    "SocialMediaPosting": "post", "SoftwareApplication": "software", "SoftwareSourceCode": "software",
    "TVEpisode": "broadcast", "RadioEpisode": "broadcast", "TechArticle": "webpage", "TheaterEvent": "performance",
    "Thesis": "thesis", "VideoObject": "motion_picture", "VisualArtwork": "graphic", "WebApplication": "software",
    "WebPage": "webpage", "AboutPage": "webpage", "ItemPage": "webpage", "WebSite": "webpage",
}  # fmt: skip
"""Type in schema.org → CSL type."""

WRITTEN_TYPES: dict[str, str] = {
    "article": "ScholarlyArticle", "article-journal": "ScholarlyArticle", "article-magazine": "Article",
    "article-newspaper": "NewsArticle", "broadcast": "Episode", "document": "CreativeWork",
    "graphic": "VisualArtwork", "motion_picture": "Movie", "musical_score": "SheetMusic",
    "paper-conference": "ScholarlyArticle", "periodical": "Periodical", "post": "SocialMediaPosting",
    "review-book": "Review", "software": "SoftwareSourceCode", "song": "MusicRecording",
    "speech": "PresentationDigitalDocument", "webpage": "WebPage", "dataset": "Dataset", "entry": "Article",
    "entry-encyclopedia": "Article",
    **{csl_type: name for name, csl_type in TYPES.items() if list(TYPES.values()).count(csl_type) == 1},
}  # fmt: skip
"""CSL type → type in schema.org; the others are works of any kind (CreativeWork)."""

HOSTS: dict[str, str] = {
    "article": "Periodical", "article-journal": "Periodical", "article-magazine": "Periodical",
    "article-newspaper": "Newspaper", "paper-conference": "Book", "chapter": "Book", "post-weblog": "Blog",
    "post": "WebSite", "webpage": "WebSite", "broadcast": "CreativeWorkSeries", "entry-encyclopedia": "Book",
}  # fmt: skip
"""CSL type → the type of what such a work is a part of; the others are parts of works of any kind."""

TYPES_IN: dict[tuple[str, str], str] = {
    ("article-journal", "Book"): "paper-conference",
    ("article-journal", "Event"): "paper-conference",
    ("article-journal", "Newspaper"): "article-newspaper",
    ("article-journal", "WebSite"): "webpage",
    ("article-magazine", "Newspaper"): "article-newspaper",
    ("article-magazine", "Blog"): "post-weblog",
    ("article-magazine", "WebSite"): "webpage",
    ("article-magazine", "Book"): "entry-encyclopedia",
    ("document", "Book"): "chapter",
}
"""The type that a work seems to be of, and the type of what it is a part of → CSL type."""

FIELDS: dict[str, str] = {
    "name": "title", "headline": "title", "title": "title", "alternativeHeadline": "title-short",
    "abstract": "abstract", "description": "abstract", "version": "version", "softwareVersion": "version",
    "url": "URL", "codeRepository": "URL", "contentUrl": "URL", "isbn": "ISBN", "issn": "ISSN",
    "volumeNumber": "volume", "issueNumber": "issue", "pagination": "page", "numberOfPages": "number-of-pages",
    "bookEdition": "edition",
    "edition": "edition", "license": "license", "inLanguage": "language", "genre": "genre", "inSupportOf": "genre",
    "creativeWorkStatus": "status", "reportNumber": "number", "legislationIdentifier": "number",
    "material": "medium", "artMedium": "medium",
}  # fmt: skip
"""Property → variable, for those that are one text or number; of several the first that a work has counts."""

OF_HOSTS: dict[str, str] = {
    "name": "container-title", "alternateName": "container-title-short", "issn": "ISSN", "isbn": "ISBN",
    "volumeNumber": "volume", "issueNumber": "issue", "bookEdition": "edition",
}  # fmt: skip
"""Property of what a work is a part of → variable."""

OF_SERIES: dict[str, str] = {**OF_HOSTS, "name": "collection-title", "volumeNumber": "collection-number"}
"""The same of the series that a book is in."""

PEOPLE: dict[str, str] = {
    "author": "author", "creator": "author", "agents": "author", "editor": "editor", "translator": "translator",
    "illustrator": "illustrator", "director": "director", "composer": "composer", "producer": "producer",
    "readBy": "narrator", "contributor": "contributor", "performer": "performer", "byArtist": "performer",
}  # fmt: skip
"""Property → name variable."""

BODIES: tuple[str, ...] = ("publisher", "sourceOrganization", "productionCompany", "provider")
"""The properties that may be the publisher, the surest first; the provider is one of data and software only."""

DATES: tuple[str, ...] = ("datePublished", "dateCreated", "copyrightYear", "uploadDate", "dateModified")
"""The properties of the date of issue, the surest first."""

NUMBERS: dict[str, str] = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN"}
"""``propertyID`` of an identifier, in lower case → variable."""

CODEMETA = "https://doi.org/10.5063/schema/codemeta-2.0"
SCHEMA_ORG = "https://schema.org"
