"""The table of pages."""

from __future__ import annotations

from soilbib.web.oai import answer as oai
from soilbib.web.page import Page
from soilbib.web.pages import basket, browse, duplicates, imports, manage, record, styles

PAGES: tuple[Page, ...] = (
    Page("/", browse.show),
    Page("/records/{key:path}", record.show),
    Page("/record/edit", manage.edit_form),
    Page("/record/edit", manage.edit, "POST", writes=True),
    Page("/record/categorise", manage.categorise, "POST", writes=True),
    Page("/record/remove", manage.remove, "POST", writes=True),
    Page("/record/unmerge", manage.unmerge, "POST", writes=True),
    Page("/basket", basket.show),
    Page("/basket/add", basket.put, "POST"),
    Page("/basket/remove", basket.take_out, "POST"),
    Page("/bibliography", basket.bibliography),
    Page("/download", basket.download),
    Page("/styles", styles.show),
    Page("/import", imports.form),
    Page("/import", imports.read, "POST"),
    Page("/import/preview", imports.preview, here=True),
    Page("/import/store", imports.store, "POST", writes=True),
    Page("/import/forget", imports.forget, "POST"),
    Page("/duplicates", duplicates.show),
    Page("/duplicates/answer", duplicates.answer, "POST", writes=True),
    Page("/duplicates/merge", duplicates.merge_groups, "POST", writes=True),
    Page("/duplicates/decisions.csv", duplicates.table),
    Page("/history", manage.history),
    Page("/undo", manage.undo, "POST", writes=True),
    Page("/oai", oai, "GET POST", is_api=True),
)
"""Every address that is not part of the API."""
