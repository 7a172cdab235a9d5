"""The rules in the order in which they are asked; each is a function with its reason in its docstring."""

from __future__ import annotations

from soilbib.dedupe.matching import (
    looks_alike,
    nothing_but_title,
    one_detail_differs,
    same_doi,
    same_title_and_authors,
    same_title_and_place,
    same_title_no_authors,
    shortened_title,
    translated,
)
from soilbib.dedupe.ruling import Rule
from soilbib.dedupe.vetoes import (
    another_issue,
    another_mark,
    another_printing,
    another_subtitle,
    book_and_piece,
    conference_and_journal,
    different_doi,
    different_edition,
    different_numerals,
    generic_title,
    notice,
    one_of_several_parts,
    preprint_and_publication,
    published_twice,
    recurring_title,
    same_isbn,
    shared_identifier,
    thesis_and_publication,
    untitled,
)

RULES: tuple[Rule, ...] = (
    untitled,
    shared_identifier,
    notice,
    different_numerals,
    different_edition,
    same_isbn,
    another_printing,
    preprint_and_publication,
    conference_and_journal,
    thesis_and_publication,
    book_and_piece,
    different_doi,
    one_of_several_parts,
    generic_title,
    recurring_title,
    another_mark,
    another_issue,
    published_twice,
    another_subtitle,
    same_doi,
    same_title_and_place,
    nothing_but_title,
    same_title_and_authors,
    one_detail_differs,
    same_title_no_authors,
    translated,
    shortened_title,
    looks_alike,
)
"""First answer wins; no answer means different for want of evidence."""
