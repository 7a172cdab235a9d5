"""MARC's relator codes and terms, which MODS, MARC, DataCite and Dublin Core share, in CSL's name variables."""

from __future__ import annotations

CODES: dict[str, str] = {
    "aut": "author", "cre": "author", "dis": "author", "pht": "author", "art": "author", "inv": "author",
    "prg": "author", "ctg": "author", "spk": "author", "ato": "author", "jud": "author", "rpc": "author",
    "edt": "editor", "edc": "editor", "edm": "editor", "pbd": "editorial-director", "red": "editor",
    "trl": "translator", "ill": "illustrator", "cmp": "composer", "com": "compiler", "prf": "performer",
    "sng": "performer", "mus": "performer", "itr": "performer", "act": "performer", "drt": "director",
    "fmd": "director", "tld": "director", "pro": "producer", "fmp": "producer", "tlp": "producer",
    "aus": "script-writer", "nrt": "narrator", "ivr": "interviewer", "ive": "author", "rcp": "recipient",
    "hst": "host", "cur": "curator", "orm": "organizer", "sde": "series-creator", "ctb": "contributor",
    "aui": "contributor", "aft": "contributor", "win": "contributor", "wam": "contributor", "wpr": "contributor",
    "lbt": "contributor", "lyr": "contributor", "ths": "contributor", "dgs": "contributor", "sds": "contributor",
    "asn": "contributor", "dte": "contributor", "hnr": "contributor", "spn": "contributor", "oth": "contributor",
    "res": "contributor", "rth": "contributor", "pdr": "contributor", "cns": "contributor", "chr": "contributor",
}  # fmt: skip
"""Relator code → variable; roles that make no one a creator (publisher, printer, owner) are left out."""

TERMS: dict[str, str] = {
    "author": "author", "creator": "author", "artist": "author", "photographer": "author", "cartographer": "author",
    "inventor": "author", "programmer": "author", "speaker": "author", "verfasser": "author", "autor": "author",
    "auteur": "author", "interviewee": "author", "joint author": "author", "writer": "author", "dissertant": "author",
    "editor": "editor", "ed.": "editor", "ed": "editor", "eds.": "editor", "hrsg.": "editor", "hg.": "editor",
    "herausgeber": "editor", "éditeur scientifique": "editor", "joint editor": "editor", "edited by": "editor",
    "editor-in-chief": "editor", "series editor": "collection-editor", "serieseditor": "collection-editor",
    "translator": "translator", "tr.": "translator", "trans.": "translator", "übersetzer": "translator",
    "traducteur": "translator", "illustrator": "illustrator", "ill.": "illustrator", "composer": "composer",
    "compiler": "compiler", "comp.": "compiler", "performer": "performer", "singer": "performer", "actor": "performer",
    "director": "director", "film director": "director", "producer": "producer", "film producer": "producer",
    "screenwriter": "script-writer", "scriptwriter": "script-writer", "narrator": "narrator",
    "interviewer": "interviewer", "recipient": "recipient", "addressee": "recipient", "adressat": "recipient",
    "host": "host", "guest": "guest", "curator": "curator", "organizer": "organizer", "book author": "container-author",
    "contributor": "contributor", "sponsor": "contributor", "thesis advisor": "contributor",
    "degree supervisor": "contributor", "writer of introduction": "contributor", "writer of foreword": "contributor",
    "reviewed author": "reviewed-author", "associated name": "contributor", "issuing author": "author",
    "editor of compilation": "editor", "hrsg": "editor", "herausgegeben von": "editor", "ed. lit": "editor",
    "editor literario": "editor", "a cura di": "editor", "curatore": "editor", "red.": "editor", "redakteur": "editor",
    "trad.": "translator", "traductor": "translator", "übers.": "translator", "traduttore": "translator",
    "illustrateur": "illustrator", "ilustrador": "illustrator", "compilateur": "compiler",
    "on-screen presenter": "host", "presenter": "host", "moderator": "host",
    "tr": "translator", "ill": "illustrator", "illus.": "illustrator", "comp": "compiler",
    "joint ed.": "editor", "jt. author": "author", "jt. ed.": "editor",
    "voice actor": "performer", "musician": "performer",
    "instrumentalist": "performer", "dissertation author": "author", "defendant": "contributor",
}  # fmt: skip
"""Relator term, in lower case → variable."""

NO_CREATORS = frozenset(
    """pbl,dst,prt,bkp,bkd,bnd,own,fmo,dpt,dnr,col,crr,isb,pup,lso,cph,pth,grt,dgg,his,rps,ppm,mfr,fnd,publisher,
    sponsoring body,degree grantor,degree-granting institution,granting institution,publisher name,
    distributor,printer,bookseller,owner,collector,repository,issuing body,degree granting institution,
    host institution,funder,copyright holder""".replace("\n", "")
    .replace("    ", "")
    .split(",")
)
"""Codes and terms of those that made, sold or kept the thing and are no creators of the work."""

CODE_OF: dict[str, str] = {
    "author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill", "composer": "cmp",
    "compiler": "com", "performer": "prf", "director": "drt", "producer": "pro", "script-writer": "aus",
    "narrator": "nrt", "interviewer": "ivr", "recipient": "rcp", "host": "hst", "curator": "cur",
    "organizer": "orm", "series-creator": "sde", "contributor": "ctb", "editorial-director": "pbd",
}  # fmt: skip
"""Variable → the code that is written for it."""

TERM_OF: dict[str, str] = {
    "collection-editor": "series editor", "container-author": "book author", "reviewed-author": "reviewed author",
    "guest": "guest",
}  # fmt: skip
"""Variable without a code → the term that is written for it."""


def role_variable(text: str, default: str = "contributor") -> str:
    """The name variable of a code or term; empty for those that are no creators."""
    key = text.strip().lower().rsplit("/", 1)[-1]
    key = key.strip(" ,;:()[]") if key not in TERMS else key
    if key in NO_CREATORS:
        return ""
    return CODES.get(key) or TERMS.get(key) or TERMS.get(key.rstrip(".")) or (key if not key else default)
