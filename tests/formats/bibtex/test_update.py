"""Records written into the file that they were read from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Loss
from soilbib.files import decode, encode_exact
from soilbib.formats import loads, update
from soilbib.formats.bibtex.update import original_places, same, update_biblatex, update_bibtex, with_own_id
from soilbib.model import Date, Name, Record

FILE = """% my library
@string{g = "Geoderma"}

@Article{a2017,
    author  = {Minasny, Budiman},
    title   = "Soil carbon 4 per mille",
    journal = g,
    year    = 2017,
    file    = {a.pdf}
}
@comment{group}
@book{b2004, title = {Soils}, year = {2004}}

@inbook{c, crossref = {b2004}, title = {Clay}}
% the end
"""


def _updated(text: str, change: Callable[[list[Record]], list[Record]]) -> tuple[str, list[Loss]]:
    records = change(list(loads(text, "bibtex").records))
    items = list(update_bibtex(text, records))
    return "".join(item for item in items if isinstance(item, str)), [
        item for item in items if isinstance(item, Loss)
    ]


def _set(index: int, **fields: str) -> Callable[[list[Record]], list[Record]]:
    def change(records: list[Record]) -> list[Record]:
        record = records[index]
        return [*records[:index], record.replace(fields={**record.fields, **fields}), *records[index + 1 :]]

    return change


def test_unchanged_records_leave_the_file_as_it_is() -> None:
    assert _updated(FILE, lambda records: records) == (FILE, [])


def test_a_changed_value_changes_its_field_only() -> None:
    text, losses = _updated(FILE, _set(0, title="Soil carbon"))
    assert (text, losses) == (FILE.replace('"Soil carbon 4 per mille"', '"Soil carbon"'), [])


def test_a_macro_gives_way_to_the_new_value() -> None:
    assert _updated(FILE, _set(0, **{"container-title": "Catena"}))[0] == FILE.replace("= g,", "= {Catena},")


def test_a_new_value_is_put_after_the_last_field() -> None:
    text, _ = _updated(FILE, _set(0, volume="292"))
    assert text == FILE.replace("{a.pdf}\n", "{a.pdf},\n    volume    = {292}\n")


def test_a_value_taken_away_takes_its_field_along() -> None:
    text, _ = _updated(FILE, lambda records: [records[0].replace(names={}), *records[1:]])
    assert text == FILE.replace("    author  = {Minasny, Budiman},\n", "")


def test_another_date_is_written_where_the_date_stands() -> None:
    text, _ = _updated(
        FILE, lambda records: [records[0].replace(dates={"issued": Date((2018,))}), *records[1:]]
    )
    assert text == FILE.replace("2017,\n    file", "{2018},\n    file")
    modern = "@article{a, date = {2017-03}, journaltitle = {X}}\n"
    text, _ = _updated(modern, lambda records: [records[0].replace(dates={"issued": Date((2018, 4))})])
    assert text == modern.replace("2017-03", "2018-04")


def test_a_record_gone_takes_its_entry_along() -> None:
    text, _ = _updated(FILE, lambda records: records[1:])
    assert "a2017" not in text
    assert text.startswith('% my library\n@string{g = "Geoderma"}\n\n@comment{group}\n@book{b2004')


def test_a_new_record_is_put_at_the_end() -> None:
    new = Record(id="new", type="book", names={"author": (Name(family="Lal"),)}, fields={"title": "New"})
    text, losses = _updated(FILE, lambda records: [*records, new])
    assert (text, losses) == (FILE + "\n@book{new,\n  author = {Lal},\n  title = {New},\n}\n", [])


def test_a_new_id_renames_the_key() -> None:
    text, _ = _updated(FILE, lambda records: [records[0].replace(id="minasny"), *records[1:]])
    assert text == FILE.replace("a2017", "minasny")


def test_another_type_changes_the_word_after_the_at_sign() -> None:
    text, _ = _updated(FILE, lambda records: [*records[:1], records[1].replace(type="report"), *records[2:]])
    assert "@techreport{b2004, title = {Soils}, year = {2004}}" in text


def test_a_parent_that_changes_alone_leaves_the_childs_record_as_it_was() -> None:
    text, _ = _updated(FILE, _set(1, title="Soils of the world"))
    chapter = loads(text, "bibtex").records[2]
    assert chapter.fields["container-title"] == "Soils"


def test_line_ends_mark_and_encoding_are_the_files() -> None:
    data = ("\ufeff" + FILE).replace("\n", "\r\n").encode("utf-16-be")
    records = list(loads(decode(data, "").text, "bibtex").records)
    writing = update(data, _set(0, volume="292")(records), "bibtex")
    assert writing.encoding == "utf-16-be"
    expected = FILE.replace("{a.pdf}\n", "{a.pdf},\n    volume    = {292}\n")
    assert writing.text == ("\ufeff" + expected).replace("\n", "\r\n")


def test_bytes_that_are_wrong_in_the_encoding_stay() -> None:
    data = b"% \x81\xe9\n@book{a, title={B\x9d}}\n"
    writing = update(data, loads(decode(data, "").text, "bibtex").records, "bibtex")
    assert encode_exact(writing.text, writing.encoding) == data


def test_what_the_encoding_lacks_is_written_as_commands() -> None:
    data = b"% \xe9\n@book{a, title = {B}}\n"
    writing = update(data, [Record(id="a", type="book", fields={"title": "Łé"})], "bibtex")
    assert (writing.text, writing.encoding) == ("% é\n@book{a, title = {{\\L}é}}\n", "cp1252")


def test_only_what_is_biblatex_is_written_anew_as_bibtex() -> None:
    text = "% c\n@online{a, title = {T}, date = {2004}}\n\n@book{b,title={X}}\n"
    records = loads(text, "biblatex").records
    assert next(iter(update_bibtex(text, records))) == (
        "% c\n@misc{a,\n  title = {T},\n  year = {2004},\n  entrysubtype = {webpage},\n}\n\n@book{b,title={X}}\n"
    )
    classic = "@article{a, journal = {J}, year = 2004}\n"
    assert "journaltitle = {J}" in str(next(iter(update_biblatex(classic, loads(classic, "bibtex").records))))


PIECES = ["\r\n", "\n", "\r", "a", "@misc{k, title={T}}", " "]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_places_are_mapped_between_line_ends(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    place = original_places(text)
    assert place(0) == 0
    assert place(len(plain)) == len(text)
    for index, char in enumerate(plain):
        assert char == "\n" or text[place(index)] == char


VALUES = st.text(st.sampled_from('ab{}\\%&"#, é='), min_size=1, max_size=8).filter(lambda text: text.strip())


@settings(max_examples=60, deadline=None)
@given(index=st.integers(0, 2), value=VALUES, field=st.sampled_from(["title", "volume", "publisher", "URL"]))
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_update_says_what_the_records_say_but_for_its_losses(
    index: int, value: str, field: str, line_end: str
) -> None:
    records = _set(index, **{field: value})(list(loads(FILE, "bibtex").records))
    items = list(update_bibtex(FILE.replace("\n", line_end), records))
    back = loads(str(items[0]).replace(line_end, "\n"), "bibtex").records
    assert len(back) == len(records)
    lossy = {item.record for item in items if isinstance(item, Loss)}
    for old, new in zip(records, back, strict=True):
        assert same(with_own_id(old), with_own_id(new)) or old.id in lossy


def test_publishers_tags_are_markup_in_the_record_and_stay_in_the_file() -> None:
    text = "@article{a, abstract = {<jats:p>On <jats:italic>Vicia</jats:italic>.</jats:p>}, volume = {1}}\n"
    assert loads(text, "bibtex").records[0].fields["abstract"] == "On <i>Vicia</i>."
    assert _updated(text, lambda records: records) == (text, [])
    changed, losses = _updated(text, _set(0, volume="2"))
    assert (changed, losses) == (text.replace("{1}", "{2}"), [])
