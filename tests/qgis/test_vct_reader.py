"""VCT files as layers: the class, the system and the rows that the importer gets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.core import QgsGeometry

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.opening.source import open_sources
from farmland_plugin.intake.readers.base import NoPolygons, Reading, remove_all
from farmland_plugin.intake.readers.vct import open_vct
from tests.unit.vct_writer import CODE, HEAD3, file3, inner, line3, refs3, rings3, square

SEVERAL = (f"{CODE},地类图斑,Polygon,DLTB", "2099030100,城镇村,Polygon,CZCDYD")


@pytest.fixture()
def opened(tmp_path):
    keep = []

    def opener(text, **reading):
        path = tmp_path / "三调.vct"
        path.write_bytes(text.encode("gb18030"))
        return open_vct(path, Reading(keep=keep, **reading))

    yield opener
    remove_all(keep)


def shapes(source):
    found = []
    for feature in source:
        geometry = QgsGeometry()
        geometry.fromWkb(feature.wkb)
        found.append(geometry)
    return found


def test_polygons_come_with_attributes_and_the_system_of_the_head(opened):
    (source,) = opened(file3([line3(11, square()), line3(12, inner())], [refs3("130403211000000001", [11, 0, -12])],
                             [f"130403211000000001,{CODE},0101,水田"]))
    (row,) = source
    assert (source.crs.authid(), source.count, source.fields) == ("EPSG:4526", 1, ["BSM", "YSDM", "DLBM", "DLMC"])
    assert row.row == 1 and not row.fault and row.attributes["DLMC"] == "水田"
    (shape,) = shapes(source)
    assert shape.isGeosValid() and shape.area() == pytest.approx(9600) and shape.boundingBox().xMinimum() == 38545000
    assert list(source) == list(source)


def test_the_numbers_win_over_a_head_without_the_zone(opened):
    (source,) = opened(file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲"], head=HEAD3.replace("38500000", "500000")))
    assert source.crs.authid() == "EPSG:4526" and "38" in source.crs_note


def test_a_file_whose_x_points_north_is_turned(opened):
    turned = [(y, x) for x, y in square()]
    (source,) = opened(file3([], [rings3("1", [turned])], [f"1,{CODE},0101,甲"],
                             head=HEAD3.replace("XAxisDirection:E", "XAxisDirection:N")))
    assert shapes(source)[0].boundingBox().xMinimum() == 38545000


def test_several_classes_are_named_and_one_or_all_can_be_chosen(opened):
    text = file3([], [rings3("1", [square()]), rings3("2", [square(1)], code="2099030100")], [f"1,{CODE},0101,甲"], codes=SEVERAL)
    with pytest.raises(BadInput, match=r"LAYER.*DLTB.*CZCDYD"):
        opened(text)
    assert [source.name for source in opened(text, layer="*")] == ["三调.vct|DLTB", "三调.vct|CZCDYD"]
    (one,) = opened(text, layer="地类图斑")
    assert one.layer == "DLTB" and one.count == 1
    with pytest.raises(BadInput, match="has no layer XZQ"):
        opened(text, layer="XZQ")


def test_what_cannot_be_trusted_is_a_row_with_its_fault(opened):
    (source,) = opened(file3([], [rings3("1", [square()]), refs3("2", [99])], [f"{i},{CODE},0101,甲" for i in (1, 2, 3)]))
    rows = list(source)
    assert [bool(row.fault) for row in rows] == [False, True, True] and [row.row for row in rows] == [1, 2, 3]
    assert rows[1].wkb is None and source.count == 3


def test_an_old_datum_is_refused_without_a_transformation_and_moved_with_one(opened):
    old = HEAD3.replace("CGCS2000,6378137.0,298.257222101", "西安80坐标系,6378140,298.257")
    text = file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲"], head=old)
    with pytest.raises(BadInput, match="Xian 1980"):
        opened(text)
    (source,) = opened(text, transformation="dx=1;dy=2;rotation=0;scale=0")
    assert source.crs.authid() == "EPSG:2362" and source.shift is not None


def test_a_layer_opened_in_one_thread_is_read_in_another(opened):
    (source,) = opened(file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲"]))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: len(list(source))).result() == 1


def test_the_importer_finds_a_vct_by_its_suffix(tmp_path):
    path = tmp_path / "三调.VCT"
    path.write_bytes(file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲"]).encode("gb18030"))
    found = open_sources(path)
    assert [source.name for source in found] == ["三调.VCT"] and [row.row for row in found.members[0]] == [1]
    found.close()


def test_a_file_without_polygons_is_told_apart(opened):
    with pytest.raises(NoPolygons):
        opened(file3([], [], []))
