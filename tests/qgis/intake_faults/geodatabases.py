"""GeoPackages and file geodatabases: several layers, views, triggers, broken files, foreign bytes."""

from __future__ import annotations

import shutil
import sqlite3

from osgeo import ogr

from .case import Case, layer, square
from .packed import zipped

A = {"imported": 2}


def several(folder):
    layer(folder, "a.gpkg", [(square(0), "A1"), (square(1), "A2")], layer="图斑")
    layer(folder, "a.gpkg", [(square(5), "B1")], layer="二批", append=True)
    return layer(folder, "a.gpkg", [("POINT(38545000 4062000)", "P1")], layer="点", kind=ogr.wkbPoint, append=True)


def sql(path, *statements):
    with sqlite3.connect(path) as store:
        for one in statements:
            store.execute(one)
    store.close()
    return path


def view(folder):
    """A layer that is a view on another table: SQL that somebody else wrote."""
    path = layer(folder, "a.gpkg", layer="t")
    return sql(
        path,
        "CREATE VIEW spy AS SELECT fid, geom, JCBH || sqlite_version() AS JCBH FROM t",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) SELECT 'spy', 'features', 'spy', srs_id "
        "FROM gpkg_contents WHERE table_name = 't'",
        "INSERT INTO gpkg_geometry_columns SELECT 'spy', column_name, geometry_type_name, srs_id, z, m FROM "
        "gpkg_geometry_columns WHERE table_name = 't'",
    )


def only_view(folder):
    path = view(folder)
    return sql(
        path, "DELETE FROM gpkg_contents WHERE table_name = 't'", "DELETE FROM gpkg_geometry_columns WHERE table_name = 't'"
    )


def trigger(folder):
    """Triggers that would delete rows if anything were written."""
    path = layer(folder, "a.gpkg", layer="t")
    return sql(
        path,
        "CREATE TRIGGER evil AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM t; END",
        "CREATE TRIGGER evil2 AFTER INSERT ON gpkg_extensions BEGIN DELETE FROM t; END",
    )


def virtual(folder):
    path = layer(folder, "a.gpkg", layer="t")
    return sql(
        path,
        "PRAGMA writable_schema=ON",
        "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', 'x', 'x', 0, "
        "'CREATE VIRTUAL TABLE x USING VirtualOGR(''/etc/passwd'')')",
    )


def gbk_bytes(folder):
    path = layer(folder, "a.gpkg", layer="t")
    with sqlite3.connect(path) as store:
        store.create_function("ST_IsEmpty", 1, lambda g: 0)
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            store.create_function(name, 1, lambda g: 0.0)
        store.execute("UPDATE t SET JCBH = CAST(? AS TEXT) WHERE fid = 1", ("甲一号".encode("gb18030"),))
    store.close()
    return path


def broken_geometry(folder):
    path = layer(folder, "a.gpkg", [(square(0), "A1"), (square(1), "A2"), (square(2), "A3")], layer="t")
    with sqlite3.connect(path) as store:
        for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            store.execute(f'DROP TRIGGER "{trigger}"')
        store.execute("UPDATE t SET geom = x'00112233' WHERE fid = 2")
    store.close()
    return path


def cut(folder):
    path = layer(folder, "a.gpkg")
    path.write_bytes(path.read_bytes()[:30_000])
    return path


def overwritten(folder):
    path = layer(folder, "a.gpkg")
    raw = bytearray(path.read_bytes())
    raw[4096:40_000] = b"\xff" * (40_000 - 4096)
    path.write_bytes(bytes(raw))
    return path


def plain_sqlite(folder):
    return sql(folder / "a.gpkg", "CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('x')")


def geodatabase(folder, name="a.gdb", rows=None, layers=("图斑",)):
    """Write a file geodatabase with GDAL (3.6 and later can)."""
    path = folder / name
    from osgeo import osr

    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4526)
    dataset = ogr.GetDriverByName("OpenFileGDB").CreateDataSource(str(path))
    for number, title in enumerate(layers):
        made = dataset.CreateLayer(title, srs, ogr.wkbMultiPolygon)
        made.CreateField(ogr.FieldDefn("图斑编号", ogr.OFTString))
        for shape, text in rows or [(square(10 * number), f"甲{number}"), (square(10 * number + 1), f"乙{number}")]:
            feature = ogr.Feature(made.GetLayerDefn())
            feature.SetField(0, text)
            if shape:
                feature.SetGeometry(ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkt(shape)))
            made.CreateFeature(feature)
    del made, dataset
    return path


def gdb_without_folder(folder):
    """The files of a geodatabase packed without the folder that makes them one."""
    return zipped(folder, root=geodatabase(folder))


def gdb_without_tables(folder):
    path = geodatabase(folder)
    for part in path.glob("*.gdbtable"):
        part.unlink()
    return path


def gdb_cdf(folder):
    path = geodatabase(folder)
    (path / "a00000009.cdf").write_bytes(b"x")
    return path


def gdb_link(folder):
    path = geodatabase(folder)
    part = sorted(path.glob("*.gdbtable"))[-1]
    shutil.move(part, folder / "moved")
    part.symlink_to(folder / "moved")
    return path


def gdb_cut(folder):
    path = geodatabase(folder, rows=[(square(i), f"A{i}") for i in range(300)])
    part = sorted(path.glob("*.gdbtable"))[-1]
    part.write_bytes(part.read_bytes()[:2000])
    return path


CASES = [
    Case("gpkg", lambda f: layer(f, "a.gpkg"), **A),
    Case("gpkg_in_a_zip", lambda f: zipped(f, layer(f, "a.gpkg")), **A),
    Case("gpkg_several_layers_ask", several, refused="LAYER"),
    Case("gpkg_several_layers_one_named", several, **A, options={"layer": "图斑"}),
    Case("gpkg_several_layers_all", several, imported=3, options={"layer": "*"}),
    Case("gpkg_no_such_layer", several, refused="has no layer", options={"layer": "三批"}),
    Case("gpkg_layer_of_points_named", several, clues=1, options={"layer": "点"}),
    Case("gpkg_view_beside_a_table", view, **A),
    Case("gpkg_view_named", view, refused="view", options={"layer": "spy"}),
    Case("gpkg_only_a_view", only_view, refused="view"),
    Case("gpkg_triggers_that_delete", trigger, **A, numbers=("A1", "A2")),
    Case("gpkg_virtual_table_on_a_foreign_file", virtual, **A),
    Case("gpkg_with_gbk_bytes", gbk_bytes, **A, numbers=("甲一号",)),
    Case("gpkg_with_a_broken_geometry", broken_geometry, imported=2, quarantined=1),
    Case("gpkg_truncated", cut, refused="damaged"),
    Case("gpkg_overwritten_in_the_middle", overwritten, refused="damaged"),
    Case("gpkg_that_is_plain_sqlite", plain_sqlite, refused="damaged"),
    Case("gpkg_without_features", lambda f: layer(f, "a.gpkg", []), refused="empty"),
    Case("gdb", geodatabase, **A, numbers=("甲0",)),
    Case("gdb_in_a_zip", lambda f: zipped(f, root=geodatabase(f).parent), **A),
    Case("gdb_zipped_without_its_folder", gdb_without_folder, **A),
    Case("gdb_a_file_inside_it_was_chosen", lambda f: sorted(geodatabase(f).glob("*.gdbtable"))[0], **A),
    Case("gdb_inside_a_folder", lambda f: geodatabase(f).parent, **A),
    Case("gdb_several_layers_ask", lambda f: geodatabase(f, layers=("一批", "二批")), refused="LAYER"),
    Case("gdb_several_layers_all", lambda f: geodatabase(f, layers=("一批", "二批")), imported=4, options={"layer": "*"}),
    Case(
        "gdb_null_geometry",
        lambda f: geodatabase(f, rows=[(square(0), "A"), (None, "B")]),
        imported=1,
        quarantined=1,
        says=("no geometry",),
    ),
    Case("gdb_without_its_tables", gdb_without_tables, refused="gdbtable"),
    Case("gdb_compressed", gdb_cdf, refused="CDF"),
    Case("gdb_with_a_link", gdb_link, refused="link"),
    Case("gdb_with_a_truncated_table", gdb_cut, refused="damaged"),
    Case("gdb_that_is_an_empty_folder", lambda f: _folder(f / "a.gdb"), refused="gdbtable"),
]


def _folder(path):
    path.mkdir()
    return path
