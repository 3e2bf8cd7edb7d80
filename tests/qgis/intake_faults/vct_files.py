"""VCT files (GB/T 17798) of both versions, sound and damaged; the finer faults stand in tests/unit/test_vct.py."""

from __future__ import annotations

from tests.unit.vct_writer import CODE, HEAD3, file2, file3, inner, rings2, rings3, square

from .case import Case


def row(ident, dlbm="0101"):
    return f"{ident},{CODE},{dlbm},水田"


TWO = [rings3("1", [square(0)]), rings3("2", [square(1)])]
OLD = HEAD3.replace("CGCS2000,6378137.0,298.257222101", "IAG75,6378140.0,298.257")
ROWS = [row("1"), row("2")]


def vct(text, encoding="gb18030", raw=None):
    def build(folder):
        data = text.encode(encoding)
        (folder / "a.vct").write_bytes(raw(data) if raw else data)
        return folder / "a.vct"

    return build


CASES = [
    Case("vct_3", vct(file3(polygons=TWO, rows=ROWS)), imported=2),
    Case("vct_3_in_utf8", vct(file3(polygons=TWO, rows=ROWS), "utf-8"), imported=2),
    Case("vct_3_with_hole", vct(file3(polygons=[rings3("1", [square(), inner()])], rows=[row("1")])), imported=1),
    Case("vct_2", vct(file2(polygons=[rings2("1", [square()])], rows=["1,0101"])), imported=1),
    Case("vct_polygon_without_attributes", vct(file3(polygons=TWO, rows=ROWS[:1])), imported=1, quarantined=1),
    Case("vct_attributes_without_a_polygon", vct(file3(polygons=TWO[:1], rows=ROWS)), imported=1, quarantined=1),
    Case("vct_xian_80", vct(file3(polygons=TWO, rows=ROWS, head=OLD)), refused="Xian 1980"),
    Case("vct_truncated", vct(file3(polygons=TWO, rows=ROWS), raw=lambda data: data[: len(data) // 2]), refused="a.vct"),
    Case("vct_without_polygons", vct(file3()), refused="polygon"),
    Case("vct_of_zero_bytes", vct(""), refused="empty"),
    Case("vct_that_is_none", vct("<OGRVRTDataSource/>"), refused="virtual"),
]
