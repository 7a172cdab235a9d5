"""The shapes of lines: entries, references, plain titles, prose, controls."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.formats.listing.parts.classify import (
    is_venue,
    read_date,
    read_programme,
    split_final_date,
    split_genre,
)
from soilbib.formats.listing.parts.names import is_certain_list, read_names
from soilbib.formats.listing.parts.segments import clean, outer_quotes, split_segments, starts_quoted

_LONGEST = 1500
_FEW = 2  # spaces of a short sentence
_UNTITLED = re.compile(r"[.…:;,][\"”»]?$")  # what no title ends with
_OPENING = '“«„"‘'
_QUOTATION = re.compile(
    r"[“«„\"‘][^\W\d_].{10,}[^.]\.\s?[”»“\"’](?:\s*[-–—―~]\s*(?P<speaker>[^\W\d_][^\d]{2,80}))?"
)
_OFFICE = re.compile(  # "Ann Roe, Associate Professor of History": the page is about her
    r",\s(?:[^\W\d_]+\s){0,2}(?:[Pp]rofess(?:or|eure?|ore|oressa)|[Ll]ecturer|[Dd]irect(?:or|eur|rice)|[Dd]ean|[Rr]esearcher"
    r"|[Cc]oordinator|[Ff]ellow|[Mm]aître de conférences|[Cc]hercheu(?:r|se)|[Dd]ozent(?:in)?|[Ll]eiter(?:in)?"
    r"|[Pp]rofesora?|[Dd]irectora?|[Ii]nvestigadora?)\b(?!\s\d)"
)
_NUMBERED = re.compile(
    r"[^\W\d_a-z][^\d.:,–—|]{3,60}?,?\s(?:[Vv]ol(?:ume|\.)?|[Nn]o\.?|[Nn][°ºr]\.?|[Ii]ssue|[Tt]ome|[Bb]d\.?|[Hh]eft)\s?\d.{0,30}"
    r"(?:19|20)\d\d\)?\.?"
)
_END = re.compile(r"[.…!?][\"”»)\]]*$")
_HEAD_OR_FOOT = re.compile(  # of a printed page: a title, and its number or the day far off; a row of links
    r"\S\s{3,}(?:\d{1,3}/)?\d{1,4}$|^\d{1,4}\s{3,}\S|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s.{0,12}\s{3,}\S"
    r"|\S {3,}\S+ {3,}\S"
)
_PAGER = re.compile(
    r"^[\d\s.…,·|«»<>‹›→←]+(?:[^\W\d_]+[\s»›>→]*){0,3}$|^(?:[«‹<←]\s*)?(?:[^\W\d_]+\s*){1,2}[»›>→]$"
)
_PAGE_NUMBERS = re.compile(
    r"^\W*(?:[^\W\d_]+\W+){0,2}(?:\d{1,3}[\s.…,·|]+){2,}(?:\d{1,4}\W*)?(?:[^\W\d_]+\W*){0,2}$"
)
_BULLET = re.compile(r"^(?:[•▪●◦‣*·►▶]|[-–]\s|\[[ xX]\])\s*\S")
_ITEM_MARK = re.compile(r"^(?:[•▪●◦‣·►▶➢]|\*{1,3}|[-–](?=\s)|\[?\d{1,3}[.)\]](?=\s))\s*(?=\S)")
_SORT = re.compile(r"^\s*(?:[▲▼↑↓⌄]|[^\W\d_]+\s*[:▼▾⌄]$)")
_CODE = re.compile(
    r"^(?:[A-Z][A-Z0-9]{1,3}\s{0,2}-\s|\d{4}-\d\d-\d\d[T ]\d\d:\d\d|%[0-9A-Z](?:\s|$)|@\w+\s*[{(,]"
    r"|(?!(?:ISBN|ISSN|DOI|PMID|doi)\b)\"?[\w.-]+\"?\s*[:=]\s*(?:[\"{\[(]|\d(?!\d?\.?\s[^\W\d_]{3,}\s\d{4}))"
    r"|</?(?!(?:i|b|em|strong|sup|sub|span|sc)\b)\w"
    r"|(?:FN|VR|PT|AU|AF|TI|SO|DE|ID|AB|PY|VL|BP|EP|DI|UT|ER|EF|SN|PD|PU|RP|EM|CR|NR|TC)(?:\s|$)"
    r"|[{}\[\]();,]+$|(?:from|import|def|class|return|assert|yield|if|for|while|with|elif|else|except|try)\b.*[:(]$"
    r"|(?:from|import|return|assert)\s+[\w.]+|\"\"\"|#|//|/\*|--|\||[=<>*_~^+-]{3,}|[^\t]*\t[^\t]*\t"
    r"|(?:[^,]*,(?=\S)){4,}|(?:[^;]*;(?=\S)){4,})|(?:[{(\[]|\}|[\])],|\",|\);?|;|=|\):)$(?<![\w.’”»\s]\))"
)
_READ_ON = (  # "Read more" in more languages than have their other labels here
    r"(?:read more|continue reading|lire la suite|en savoir plus|weiterlesen|mehr lesen|leer más|seguir leyendo"
    r"|leia mais|ler mais|leggi tutto|leggi di più|continua a leggere|lees (?:meer|verder)|meer lezen"
    r"|czytaj (?:więcej|dalej)"
    r"|läs mer|les mer|læs mere|číst (?:dál|více)|lue lisää|devamını oku"
    r"|citește mai mult|читать (?:далее|дальше)|подробнее|читати далі"
    r"|διαβάστε περισσότερα|続きを読む|もっと見る|阅读更多|阅读全文|閱讀更多|더 보기|اقرأ المزيد|קרא עוד)"
)
_MORE = re.compile(
    r"\W*(?:(?:dernière mise à jour|mis à jour le|last updated|zuletzt aktualisiert|última actualización)\b.{0,40}"
    r"|(?:read|learn|see|find out|discover|view) (?:more|full)\b.{0,20}|continue reading"
    r"|lire (?:la suite|l['’]article|plus)|en savoir plus|voir (?:plus|le site|la vidéo)|weiterlesen"
    r"|mehr(?: lesen| erfahren| dazu)?|leer más|ver más|más información"
    r"|leggi (?:tutto|di più)|(?:le(?:r|ia)|saiba) mais|(?:download|télécharger|herunterladen|descargar|scarica"
    r"|baixar)\b.{0,40}"
    r"|(?:uploaded|hochgeladen|subido|enviado) (?:on|am|el|em) .{4,30}"
    r"|(?:view|read|open|access|visit|get|order|buy|see|consulter|commander|voir|ver|zum|zur)"
    r"\s(?:the |le |la |l['’]|el )?(?:\w+ )?"
    r"(?:study|report|article|paper|briefs?|book|blog|post|story|summary|review|interview"
    r"|publication|document|page|resource|(?:web)?site|source|project|étude|rapport|fiche|ressource|bericht|studie|artikel"
    r"|informe|estudio|documento|recurso|artículo)"
    r"|(?:watch|listen|guarda|ascolta|regarder|écouter|ansehen|anhören|assistir|escuchar)(?: \w+){0,3}"
    r"|open(?: access)?|(?:full|restricted|closed|free) access|embargo(?:ed)?|metadata only"
    r"|accès (?:libre|ouvert|restreint)"
    r"|acceso abierto|acesso aberto|accesso aperto|freier zugang|peer[- ]reviewed|(?:free )?full[- ]text"
    r"|(?:you can )?(?:read|find|see|get|download)\s(?:the |it |full |original |whole ){1,3}"
    r"(?:article|paper|report|text|study|publication|book|thesis|pdf)\b.{0,40}"
    r"|text[eo] int[eé]gral(?: disponible .{0,25})?|texto (?:completo|íntegro)|testo (?:integrale|completo)|volltext"
    r"|(?:full[- ]text|pdf) available|\d[\d.,]*[kK]?\s(?:reads?|citations?|views?|downloads?|likes?|comments?|shares?"
    r"|vues|lectures|téléchargements|lecturas|descargas|aufrufe)(?:\s·\s.{0,40})?"
    r"|(?:view|voir|ver|visualizza|sehen)\b.{0,40}\b(?:browser|navigateur|navegador|e-?mail)"
    r"|.{0,30}im browser (?:ansehen|anzeigen|lesen)"
    r"|view|details?|abstract|show (?:more|less)|search|recent (?:posts|comments|articles)|archives?"
    r"|related (?:posts|articles)"
    rf"|{_READ_ON}"
    r"|\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago"
    r"|il y a \d+ (?:minutes?|heures?|jours?|semaines?|mois|ans?)"
    r"|vor \d+ (?:minuten?|stunden?|tagen?|wochen?|monaten?|jahren?)"
    r"|(?:hace|há) \d+ (?:minutos?|horas?|días?|dias?|semanas?|mes(?:es)?|años?|anos?)"
    r"|\d+ (?:minuti|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa"
    r"|[a-z]{2}(?:\s?[|/·,]\s?[a-z]{2})+"
    r"|(?:share (?:this|on|via)|partager (?:cette|sur)|follow us|suivez-nous|subscribe|sign up"
    r"|inscrivez-vous|abonnez-vous|suscríbe(?:te|ase)|assine|iscriviti|newsletter (?:abonnieren|bestellen))\b.{0,30}"
    r"|older (?:posts|entries)"
    r"|rechercher|(?:articles|commentaires) récents|suche|neueste (?:beiträge|kommentare)|buscar|entradas recientes"
    r"|articoli recenti|posts recentes|cite|share|save"
    r"|pdf|link|lien|(?:pdf|docx?|epub|mp[34])\b.{0,4}[([][\d.,]+\s?(?:[kKMG]?[Boo]|octets"
    r"|bytes)[)\]])\W*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\W*(?:share|cite|save|partager|follow|suivez|subscribe|sign up|inscrivez|abonnez|suscrí|assine|iscriviti"
    r"|newsletter|search|rechercher|suche|buscar|archives?|older|recent|related|articles|commentaires|neueste|entradas|articoli|posts"
    r"|(?:dernière )?(?:mise? à jour|last updated|zuletzt|última)|\d)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden"
    r"|(?:privacy|cookies?|data protection)(?: (?:policy|notice|settings|statement))?"
    r"|terms (?:of (?:use|service)|& conditions)"
    r"|mentions légales|politique de (?:confidentialité|cookies)|plan du site|datenschutz(?:erklärung)?|impressum"
    r"|política de (?:privacidade?|cookies)|aviso legal|mapa (?:del|do) sit(?:io|e)|informativa privacy|note legali"
    r"|site ?map|accept (?:all|cookies)|tout accepter|aceptar(?: cookies)?|alle akzeptieren|accetta",
    re.IGNORECASE,
)
_LINKS_APART = re.compile(r"\.?\s+[|·•–—-]\s+|\.\s+|\.$")
_LONGEST_LEGAL, _LONGEST_LABEL = 160, 250
_MENU = 4  # links of a row, and more words than one of them has
_KINDS = (
    r"(?:articles?|papers|books?|chapters|theses|dissertations|reports|proceedings|publications|presentations|posters|preprints"
    r"|ouvrages|livres|chapitres|thèses|mémoires|rapports|communications|actes|brevets|conférences|prépublications"
    r"|bücher|aufsätze|artikel|zeitschriftenartikel|beiträge|buchbeiträge|buchkapitel|monographien|monografien"
    r"|dissertationen|berichte|vorträge|herausgeberschaften|rezensionen"
    r"|artículos|libros|capítulos|tesis|informes|ponencias|comunicaciones|publicaciones"
    r"|artigos|livros|teses|dissertações|relatórios|publicações|comunicações"
    r"|articoli|libri|capitoli|tesi|contributi|monografie|pubblicazioni|atti|curatele)"
)
_SECTION = re.compile(
    rf"(?:[^\W\d_][\w’'-]*\s){{0,2}}?{_KINDS}(?:\s(?:&|and|et|und|y|e)\s[\w’'-]+(?:\s[\w’'-]+)?"
    r"|\s(?:in|dans|d['’]|des|en|em|su|with|avec|à|for|de)\s?(?:[\w’'-]+\s){0,6}(?:journals?|revues?|magazines?|conferences?"
    r"|proceedings|press|actes|colloques?|ouvrages?|volumes?|books?|lecture|congresos?|congrès|revistas?|libros?|riviste|atti"
    r"|zeitschriften|büchern|sammelbänden|tagungsbänden|conférences|périodiques|vulgarisation|recherche))?:?",
    re.IGNORECASE,
)
_LONGEST_SECTION = 80
_POSTED = re.compile(  # "Posted on 12 May 2021 by admin"
    r"\W*(?:posted|published|publié|mis en ligne|veröffentlicht|publicado|pubblicato)\s.{6,30}"
    r"\s(?:by|par|von|por|da|di|in|dans|en)\s.{2,40}"
    r"|(?:created|créé|creado|criado|erstellt|creato|added|ajouté|uploaded)\s(?:by|par|por|von|da)\s.{2,40}"
    r"\b(?:modifi|änder|updated|mis à jour|actualizad|aggiornat).{2,50}",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b\d+\s?(?:-|–|to|à|a|bis|al)\s?\d+\s(?:of|de|sur|von|di|van|av|z|из)\s\d+\b"
)  # "1 to 20 of 87"
_ADDRESS_LAST = re.compile(r"(?<=\S)\s*<https?://[^\s<>]+>$")
_MORE_ABOUT = re.compile(
    rf"{_READ_ON}\s?(?:(?::|\.\.\.|…)\s?\S|[“«„\"])|"
    r"(?:read|learn|find out|discover|see) more (?:about|on|in)\s"
    r"|(?:lire la suite|en savoir plus) (?:de|sur|à propos)\b"
    r"|(?:mehr|weiterlesen)\s(?:über|zu)\s|(?:leer|ver|saber) más (?:sobre|acerca)\s",
    re.IGNORECASE,
)
_LINK = (
    r"(?:abs(?:tract)?|paper|dataset|résumé|pdf|bib(?:tex)?|ris|doi|code|data|html|slides|poster|arxiv|preprint|video|vidéo|cite|url"
    r"|web|link|details?|download|more|appendix|supplement|project)"
)
_LINKS = re.compile(rf"\W*{_LINK}(?:[\s|/·,\[\]()]+{_LINK})*\W*", re.IGNORECASE)
_PART_END = re.compile(r"(?<=[.!?…\d)])\s+|\s*[|·–—]\s+|\s+(?=[\[(])")
_LAST_PART = re.compile(r"[\[(]?[^.|·–—\[\]()]{3,60}[\])]?")
_YEAR_IN_BRACKETS = re.compile(r"\(\s*(?:[^()]{0,25}\s)?(1[4-9]\d\d|20\d\d)[a-z]?(?:,\s*[^()]{3,25})?\)")
_BARE_YEAR = re.compile(r"[.,:;]?\s\(?(1[4-9]\d\d|20\d\d)[a-z]?\)?(?:[.:,;]|\s|$)")
_LEAD_END = re.compile(r"(?<!\b[^\W\d_a-z])[.:]\s|,\s[“\"«]")
_FIRST_SENTENCE = re.compile(r"\.\s(?=[A-ZÀ-Þ“«][a-zà-ÿ])")
_TAIL = re.compile(
    r"\b\d{1,4}\s*\(\s*\d+[^)]{0,8}\)\s*[:,]\s*(?:pp?\.?\s*)?e?\d+|\bpp?\.\s?\d|\bdoi\b|\b10\.\d{4,}/|\bISBN\b"
    r"|[A-ZÀ-Þ][\w .,’'-]{2,40}\s?:\s[A-ZÀ-Þ]"
    r"|\b\d+\s*[,:]\s*e?\d+\s*[–-]\s*e?\d+|\b(?:vol|Vol)\.\s?\d|\b\d+\s(?:p|pp|S|s|с)\b\.?"
)


def is_quotation(text: str) -> bool:
    """Whether a line is what somebody said: a sentence in quotes with its full stop, and at most a person behind."""
    match = _QUOTATION.fullmatch(text) if text[0] in _OPENING and len(text) < _LONGEST else None
    if not match:
        return False
    names = read_names(match["speaker"].partition(",")[0]) if match["speaker"] else None
    return names is None or bool(names.persons)


def is_numbered(text: str) -> bool:
    """Whether a line is a periodical with its volume or issue and a year: "Land Use Policy, Vol. 118, July 2022"."""
    return len(text) < _LONGEST_SECTION and _NUMBERED.fullmatch(text) is not None


def has_office(text: str) -> bool:
    """Whether a line names a person with an office, whom a page is about."""
    return ", " in text and len(text) < _LONGEST and _OFFICE.search(text) is not None


@lru_cache(maxsize=4096)
def has_shape(text: str) -> bool:
    """Whether a line is a listing string: a marked title, and a segment that is a date, a programme or names."""
    line = _ADDRESS_LAST.sub("", clean(text)) if "://" in text else clean(text)
    if not 4 <= len(line) <= _LONGEST or is_control(without_bullet(text)) or is_quotation(text):
        return False
    parted = split_genre(line)
    body = parted[2] if parted else line
    if parted and (outer_quotes(body) or (starts_quoted(body) and len(split_segments(body)) > 1)):
        return True
    if outer_quotes(body):
        return body[-2:-1] != "."  # a sentence that is quoted, and no title
    segments = split_segments(line)
    if len(segments) < 2:
        return False
    quoted = starts_quoted(segments[0]) or any(outer_quotes(part) for part in segments)
    return _speaks(segments, quoted)


def _speaks(segments: list[str], quoted: bool) -> bool:
    """Whether one of the segments beside the title says something that only an entry says."""
    years = [part for part in segments if len(part) <= 6 and read_date(part)]
    if quoted:
        return bool(years) or any(_says(part) for part in segments[1:]) or _says(segments[0])
    if len(segments) >= 3 and years:
        return True
    if years and not read_date(segments[0]):
        title = " ".join(part for part in segments if part not in years)
        return len(title.split()) > 3 and read_names(title).score < 0.7
    return (
        len(segments) >= 2
        and (is_certain_list(segments[0]) or is_certain_list(segments[-1]))
        and len(segments[0].split()) < 40
    )


def _says(segment: str) -> bool:
    if read_date(segment) or read_programme(segment) or is_venue(segment):
        return True
    head, date = split_final_date(segment)
    return date is not None or read_names(head).score >= 0.3


@lru_cache(maxsize=4096)  # what joins lines, cards and groups asks of each line of a page again
def is_reference(text: str) -> bool:
    """Whether a line is a reference in text: names, then a year; or a quoted title, a year and a tail."""
    line = clean(text)
    if not 20 <= len(line) <= _LONGEST:
        return False
    match = _YEAR_IN_BRACKETS.search(line[:400]) or _BARE_YEAR.search(line[:400])
    if match and len(line) > match.end() + 8:
        head = line[: match.start()].rstrip(" .,:;(")
        if head and len(head) < 350 and (is_certain_list(head) or _is_known(head, match)):
            return True
    if not (_BARE_YEAR.search(line) or _YEAR_IN_BRACKETS.search(line)) or not _TAIL.search(line):
        return False
    return starts_quoted(line) or (_starts_with_names(line) and _TAIL.search(line, _lead(line)) is not None)


def _lead(line: str) -> int:
    """Where the first part of a line ends, which may be its names."""
    end = _LEAD_END.search(line)
    return end.start() + 1 if end else 0


def _is_known(head: str, match: re.Match[str]) -> bool:
    """Names without initials before a year that is closed like a reference's: "(2019). T", ". 2019. T"."""
    closed = match.group().strip()[-1:] in ".):" and len(match.string) > match.end() + 10
    return closed and read_names(head).score >= 0.8


def _starts_with_names(line: str) -> bool:
    lead = _LEAD_END.split(line, maxsplit=1)[0]
    return (
        is_certain_list(lead)
        or read_names(lead).score >= 0.8
        or is_certain_list(_FIRST_SENTENCE.split(line, maxsplit=1)[0])
    )


def is_plain_title(text: str) -> bool:
    """Whether a line has the look of a title without segments: a capital, four to thirty words, no full stop."""
    words = text.split()
    if not 4 <= len(words) <= 30 or len(text) > 300 or is_control(text) or is_quotation(text):
        return False
    if has_office(text) or is_section(text):
        return False
    first = text.lstrip('“«„"‘')[:1]
    return (first.isupper() or first.isdigit()) and not _UNTITLED.search(text) and not text.endswith("...")


def is_section(text: str) -> bool:
    """Whether a line is a heading that says what kind of works stand below it: "Articles in refereed journals"."""
    plain = len(text) < _LONGEST_SECTION and not any(map(str.isdigit, text))
    return plain and text[0].isupper() and _SECTION.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line or paragraph is sentences: it is long or ends like one, and has words enough."""
    words = text.split()
    if len(words) < 6 or is_control(text):
        return False
    return len(words) > 30 or bool(_END.search(text))


def is_sentence(text: str) -> bool:
    """Whether a line below a title is a sentence, if a short one."""
    return not is_more(text) and (is_prose(text) or (text.endswith(".") and text.count(" ") >= _FEW))


def is_control(text: str) -> bool:
    """Whether a line is a bullet, page numbers, or a mark of a control, and no text of an entry."""
    bare = text.strip()
    if len(bare) > 120:
        return False
    if _HEAD_OR_FOOT.search(bare) or _PAGER.match(bare) or _PAGE_NUMBERS.match(bare) or _SORT.match(bare):
        return True
    if (COUNTED.search(bare) and len(bare) <= 80) or (" | " in bare and _is_menu(bare)):
        return True
    return bool(_BULLET.match(bare)) and len(bare.split()) <= 8 and not starts_quoted(clean(bare))


def _is_menu(text: str) -> bool:
    """Whether a line is a row of links to a site's pages: "Home | Our team | Projects | Contact"."""
    parts = text.split(" | ")
    words = [len(part.split()) for part in parts]
    return (
        len(parts) >= _MENU and max(words) < _MENU and words.count(1) > 1 and not any(map(str.isdigit, text))
    )


def is_more(text: str) -> bool:
    """Whether a line is no more than a link to the whole text or a file: "Read more", "PDF (3,2 MB)"."""
    bare = text.strip()
    if _MORE_ABOUT.match(bare) or _is_legal(bare):
        return True
    return len(text) <= 60 and bool(_MORE.fullmatch(bare) or _LINKS.fullmatch(bare) or is_posted(bare))


def leads_on(text: str) -> bool:
    """Whether a link that `is_more` is one to the text or a file, and none to another part of the site."""
    return not (_ELSEWHERE.match(text) or _is_legal(text) or is_posted(text))


def _is_legal(text: str) -> bool:
    """Whether a part of a line is a link to what the law asks a site for: "Privacy policy · © 2023 Moor Trust"."""
    if len(text) > _LONGEST_LEGAL:
        return False
    return any(map(_LEGAL.fullmatch, _LINKS_APART.split(text.strip())))


def is_posted(text: str) -> bool:
    """Whether a line says when and by whom a page was put up, and nothing of the work: "Posted on 12 May by admin"."""
    return len(text) <= 90 and _POSTED.fullmatch(text) is not None


def without_more(text: str) -> str:
    """A line without a link to the whole text or a file behind its last sentence."""
    for _ in range(4):
        ends = _PART_END.finditer(text, max(0, len(text) - _LONGEST_LABEL))
        cut = next((end for end in ends if _is_label(text[end.end() :])), None)
        if not cut:
            break
        text = text[: cut.start()]
    return text


def _is_label(text: str) -> bool:
    return bool(_MORE_ABOUT.match(text)) or (_LAST_PART.fullmatch(text) is not None and is_more(text))


def without_bullet(text: str) -> str:
    """A line without the mark or number that begins it as an item of a list."""
    return _ITEM_MARK.sub("", text, count=1)


def is_code(text: str) -> bool:
    """Whether a line has the look of another format's: a tag, a key, an assignment, brackets, a table's row."""
    return len(text) > 20_000 or bool(_CODE.search(text))
