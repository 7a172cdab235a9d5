"""The API: the table of operations as pages."""

from __future__ import annotations

from soilbib.web.api.openapi import as_document, as_page
from soilbib.web.api.operations import OPERATIONS
from soilbib.web.page import Page

API: tuple[Page, ...] = (
    Page("/api", as_page),
    Page("/api/openapi.json", as_document),
    *(
        Page(each.path.replace("{key}", "{key:path}"), each.show, each.method, each.writes, is_api=True)
        for each in OPERATIONS
    ),
)
