"""dBase tables byte by byte: what was written reads back, and no damage ends in anything but a sentence."""

from __future__ import annotations

import struct
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.readers.dbf import DbfTable, plain_number


def dbf(columns, rows, encoding="gb18030", deleted=()):
    """Return the bytes of a table; ``columns`` are (name, type, width, decimals)."""
    size = 1 + sum(width for _, _, width, _ in columns)
    out = struct.pack("<4BIHH20x", 3, 126, 7, 3, len(rows), 33 + 32 * len(columns), size)
    for name, kind, width, decimals in columns:
        out += struct.pack("<11sc4xBB14x", name.encode(encoding)[:10], kind.encode(), width, decimals)
    out += b"\r"
    for number, row in enumerate(rows):
        out += b"*" if number in deleted else b" "
        for value, (_, kind, width, _) in zip(row, columns):
            raw = value.encode(encoding)[:width]
            out += raw.rjust(width) if kind in "NF" else raw.ljust(width)
    return out + b"\x1a"


def table(tmp_path, data, **more):
    path = tmp_path / "a.dbf"
    path.write_bytes(data)
    return DbfTable(path, **more)


COLUMNS = [("监测编号", "C", 20, 0), ("永久基本农田面积", "N", 18, 4), ("BSM", "N", 18, 0), ("QSX", "D", 8, 0)]


def test_codes_numbers_and_dates_come_out_as_issued(tmp_path):
    found = table(tmp_path, dbf(COLUMNS, [("0101", "0.9600", "130403262101830001", "20260703"), ("甲", "", "***", "")],
                                deleted=[1]))
    assert found.fields == ["监测编号", "永久基本农", "BSM", "QSX"] and found.encoding == "gb18030"
    assert found.record(0) == {"监测编号": "0101", "永久基本农": "0.96", "BSM": "130403262101830001", "QSX": "2026-07-03"}
    assert found.record(1) is None


def test_a_name_cut_through_a_character_loses_the_broken_byte_only(tmp_path):
    found = table(tmp_path, dbf(COLUMNS, [("甲", "1", "1", "")], "utf-8"))
    assert found.fields[1] == "永久基" and found.encoding == "utf-8"


def test_equal_names_are_kept_apart(tmp_path):
    assert table(tmp_path, dbf([("A", "C", 2, 0), ("A", "C", 2, 0)], [("1", "2")])).record(0) == {"A": "1", "A_1": "2"}


@pytest.mark.parametrize(("text", "plain"), [("0.9600", "0.96"), ("12.000", "12"), ("1e3", "1000"), ("0101", "0101"),
                                             ("nan", "nan"), ("-0.50", "-0.5"), ("****", ""),
                                             ("1e999999999", "1e999999999"), ("1.2.3", "1.2.3")])
def test_numbers_are_plain(text, plain):
    assert plain_number(text) == plain


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(alphabet="耕地甲乙丙ABC0123（）", max_size=8), st.integers(0, 10**17)), max_size=6),
       st.sampled_from(["gb18030", "utf-8"]))
def test_what_is_written_reads_back(tmp_path_factory, rows, encoding):
    columns = [("名称", "C", 40, 0), ("NO", "N", 18, 0)]
    data = dbf(columns, [(a, str(b)) for a, b in rows], encoding)
    found = table(tmp_path_factory.mktemp("dbf"), data, chosen=encoding)
    assert [tuple(found.record(i).values()) for i in range(found.count)] == [(a, str(b)) for a, b in rows]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 200), st.integers(0, 255), st.integers(0, 240))
def test_damage_ends_in_a_sentence_or_in_text(tmp_path_factory, at, value, cut):
    data = bytearray(dbf(COLUMNS, [("甲", "1", "2", "20260703")]))
    data[min(at, len(data) - 1)] = value
    try:
        found = table(tmp_path_factory.mktemp("dbf"), bytes(data[: max(0, len(data) - cut)]))
        for index in range(min(found.count, 10)):
            found.record(index)
    except BadInput as error:
        assert str(error)


def test_a_large_table_is_read_in_pieces(tmp_path):
    head = dbf([("NO", "N", 6, 0), ("T", "C", 254, 0), ("U", "C", 254, 0), ("V", "C", 254, 0)], [])
    row = "中文".encode().ljust(762)
    path = tmp_path / "a.dbf"
    path.write_bytes(head[:4] + struct.pack("<I", 20000) + head[8:-1] + b"".join(b" %6d" % i + row for i in range(20000)))
    tracemalloc.start()
    found = DbfTable(path)
    assert [found.record(i)["NO"] for i in (0, 4095, 4096, 19999, 0)] == ["0", "4095", "4096", "19999", "0"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.record(7)["T"] == "中文" and peak < path.stat().st_size / 2
