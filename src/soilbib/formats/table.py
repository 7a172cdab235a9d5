"""The table of formats: every format's row, and the format itself when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from soilbib.formats.format import Format


class Row(NamedTuple):
    """Where a format is (module and constant), and by what it is found without being imported."""

    name: str
    home: str
    extensions: str
    aliases: str = ""


ROWS: tuple[Row, ...] = (
    Row("crossref", "crossref.CROSSREF", ".json", "crossref-json crossrefjson"),
    Row("datacite", "datacite.DATACITE", ".json", "datacite-json datacitejson"),
    Row("openalex", "openalex.OPENALEX", ".json", "openalex-json openalexjson"),
    Row(
        "codemeta",
        "codemeta.CODEMETA_JSON",
        ".json .jsonld",
        "codemeta.json schema.org schemaorg json-ld jsonld",
    ),
    Row("jsonl", "jsonl.JSONL", ".jsonl .ndjson", "ndjson csl-jsonl jsonlines"),
    Row("cff", "cff.CFF", ".cff", "citation-cff citation.cff"),
    Row("hayagriva", "hayagriva.HAYAGRIVA", ".yml .yaml", "typst"),
    Row("csljson", "csl_json.CSL_JSON", ".json", "json csl-json csl_json csl"),
    Row("cslyaml", "csl_yaml.CSL_YAML", ".yaml .yml", "csl-yaml yaml csl_yaml"),
    Row("endnotexml", "endnote_xml.ENDNOTE_XML", ".xml", "endnote-xml endnote_xml endx"),
    Row("unixref", "unixref.UNIXREF", ".xml", "crossref-xml crossrefxml unixsd"),
    Row("datacitexml", "datacite_xml.DATACITE_XML", ".xml", "datacite-xml oai_datacite"),
    Row("marcxml", "marcxml.MARCXML", ".marcxml .xml", "marc-xml marc21xml"),
    Row("marc", "marc.MARC", ".mrc .marc", "marc21 iso2709 mrc"),
    Row("mods", "mods.MODS", ".mods .xml"),
    Row("pubmedxml", "pubmed_xml.PUBMED_XML", ".xml", "pubmed-xml medline-xml pubmed_xml"),
    Row("wordxml", "word_xml.WORD_XML", ".xml", "word-xml msbib wordbib"),
    Row("jats", "jats.JATS", ".nxml .jats .xml", "jats-xml nlm-xml pmc pmcxml"),
    Row("zoterordf", "zotero_rdf.ZOTERO_RDF", ".rdf .xml", "zotero-rdf zotero_rdf rdf bibo"),
    Row("dc", "dublin_core.DUBLIN_CORE", ".xml .dc", "oai_dc oai-dc dublincore dublin-core"),
    Row("biblatex", "bibtex.dialects.BIBLATEX", ".bib"),
    Row("bibtex", "bibtex.dialects.BIBTEX", ".bib .bibtex", "bib"),
    Row("coins", "coins.COINS", "", "openurl z3988 contextobject"),
    Row("wikipedia", "wikipedia.WIKIPEDIA", ".wiki .wikitext .mediawiki", "mediawiki wikitext cs1"),
    Row("ris", "ris.RIS", ".ris", "refman endnote-ris"),
    Row("ovid", "ovid.OVID", ".ovd"),
    Row("cochrane", "cochrane.COCHRANE", "", "cochrane-text cochrane-library"),
    Row("nbib", "nbib.NBIB", ".nbib", "medline pubmed"),
    Row("enw", "enw.ENW", ".enw .enl .refer .ref", "endnote refer bibix"),
    Row("wos", "wos.WOS", ".ciw .isi", "ciw isi webofscience"),
    Row("refworks", "refworks.REFWORKS", ".rwt", "refworks-tagged"),
    Row("csv", "csv.CSV", ".csv"),
    Row("tsv", "tsv.TSV", ".tsv .tab"),
    Row("listing", "listing.LISTING", ".txt", "txt text"),
)
"""The formats in the order in which an unknown input is held against them: the strictest first."""


class Formats(Mapping[str, Format]):
    """Name → format. A format's module is imported when the format is first looked up."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._rows = {row.name: row for row in rows}
        self._by_name = {name: row.name for row in rows for name in (row.name, *row.aliases.split())}

    def __getitem__(self, name: str) -> Format:
        module, constant = self._rows[name].home.rsplit(".", 1)
        entry = getattr(import_module(f"soilbib.formats.{module}"), constant)
        assert isinstance(entry, Format)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def by_name(self) -> Mapping[str, str]:
        """Names and aliases → name."""
        return self._by_name

    def with_extension(self, extension: str) -> list[str]:
        """The names of the formats whose files end so (".bib")."""
        return [row.name for row in self._rows.values() if extension and extension in row.extensions.split()]


FORMATS = Formats(ROWS)
