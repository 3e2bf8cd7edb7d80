"""Zips, folders and whatever else is sent instead of a file."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

from osgeo import gdal, ogr, osr

from .case import Case, layer, square

A = {"imported": 2}


def zipped(folder, *paths, name="下发.zip", root: Path | None = None):
    """Pack files, or everything in a folder when none are named."""
    root = root or folder
    out = folder.parent / f"{folder.name}_{name}"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths or sorted(p for p in root.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(root).as_posix())
    return out


def shp_zip(folder):
    layer(folder)
    return zipped(folder)


def nested_folders(folder):
    (folder / "一" / "二").mkdir(parents=True)
    layer(folder / "一" / "二")
    return zipped(folder)


def gbk_names(folder):
    """File names in GBK without the flag that says so, as old Windows programs write them."""
    path = layer(folder)
    out = folder / "gbk.zip"
    raw = "图斑".encode("gb18030")
    with zipfile.ZipFile(out, "w") as archive:
        for part in sorted(folder.glob("tb.*")):
            archive.write(part, "xxxx" + part.suffix)
    out.write_bytes(out.read_bytes().replace(b"xxxx", raw))
    assert path.exists()
    return out


def raw_zip(folder, entries, name="a.zip"):
    out = folder / name
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return out


def named(entry):
    return lambda folder: raw_zip(folder, [(zipfile.ZipInfo(entry), b"x")])


def link(folder):
    info = zipfile.ZipInfo("tb.shp")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return raw_zip(folder, [(info, "/etc/passwd")])


def locked(folder):
    path = shp_zip(folder)
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = raw.find(mark)
        while start >= 0:
            raw[start + at] |= 1
            start = raw.find(mark, start + 4)
    path.write_bytes(bytes(raw))
    return path


def inside(folder):
    inner = shp_zip(folder)
    return raw_zip(folder, [("inner.zip", inner.read_bytes())], "outer.zip")


def with_rar(folder):
    path = layer(folder)
    return raw_zip(
        folder, [*((p.name, p.read_bytes()) for p in path.parent.glob("tb.*")), ("二期.rar", b"Rar!\x1a\x07")], "outer.zip"
    )


def mixed_folder(folder):
    """One of everything beside what is no data at all."""
    place = folder / "下发"
    place.mkdir()
    layer(place)
    layer(place, "b.gpkg", [(square(3), "B1")])
    layer(place, "c.geojson", [("POLYGON((114.5 36.7,114.5 36.701,114.501 36.701,114.5 36.7))", "C1")], epsg=4326)
    (place / "说明.txt").write_text("本批次共四个图斑,详见附件。", encoding="gbk")
    (place / "通知.pdf").write_bytes(b"%PDF-1.4")
    (place / "现场.jpg").write_bytes(b"\xff\xd8\xff")
    (place / "图纸.dwg").write_bytes(b"AC1015")
    (place / ".hidden.shp").write_bytes(b"")
    (place / "~$清单.xlsx").write_bytes(b"x")
    (place / "manifest.json").write_text('{"version": 1}')
    return place


def folder_with_a_pipe(folder):
    """A pipe nobody writes to would be waited for without end."""
    os.mkfifo(folder / "b.txt")
    return layer(folder).parent


def folder_with_patterns_for_names(folder):
    """Names as browsers and people make them are no patterns of file names."""
    for number, name in enumerate(("下发[1].shp", "a**.shp")):
        layer(folder, name, [(square(number), f"N{number}")])
    return folder


def linked_table_of_a_bracketed_name(folder):
    path = layer(folder, "a[1].shp")
    path.with_suffix(".dbf").unlink()
    path.with_suffix(".dbf").symlink_to("/etc/passwd")
    return folder


def folder_with_zip(folder):
    place = folder / "d"
    place.mkdir()
    layer(place)
    (place / "原件.zip").write_bytes(shp_zip(place).read_bytes())
    return place


def same_twice(folder):
    place = folder / "d"
    (place / "copy").mkdir(parents=True)
    layer(place, "a.gpkg")
    (place / "copy" / "a.gpkg").write_bytes((place / "a.gpkg").read_bytes())
    return place


def linked(folder):
    place = folder / "d"
    place.mkdir()
    layer(place, "a.gpkg")
    (place / "b.gpkg").symlink_to(layer(folder, "outside.gpkg", [(square(9), "Z")]))
    return place


def linked_table(folder):
    place = folder / "d"
    place.mkdir()
    path = layer(place)
    path.with_suffix(".dbf").unlink()
    path.with_suffix(".dbf").symlink_to("/etc/passwd")
    return place


def of_points(folder):
    """A list of centres beside the layer of the same parcels: read, every parcel would come in twice."""
    place = folder / "d"
    place.mkdir()
    layer(place)
    (place / "清单.csv").write_text("编号,经度,纬度\nA1,114.5,36.7\nA2,114.51,36.7\n", encoding="utf-8")
    return place


def fake(name, data=b"x"):
    def build(folder):
        (folder / name).write_bytes(data)
        return folder / name

    return build


def raster(folder):
    """Twelve thousand million pixels in a few kilobytes: imagery offered as parcels."""
    path = folder / "影像.tif"
    made = gdal.GetDriverByName("GTiff").Create(
        str(path), 100_000, 120_000, 1, gdal.GDT_Byte, ["SPARSE_OK=TRUE", "TILED=YES"]
    )
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4526)
    made.SetProjection(srs.ExportToWkt())
    del made
    return path


def empty_folder(folder):
    (folder / "d").mkdir()
    return folder / "d"


def point_layer(name):
    return lambda folder: layer(
        folder, name, [("POINT(38545000 4062000)", "A1"), ("POINT(38545100 4062000)", "A2")], kind=ogr.wkbPoint
    )


CASES = [
    Case("zip_of_a_shapefile", shp_zip, **A),
    Case("zip_with_folders_in_chinese", nested_folders, **A),
    Case("zip_with_names_in_gbk", gbk_names, **A),
    Case("zip_truncated", lambda f: _cut(shp_zip(f)), refused="zip"),
    Case("zip_that_is_none", fake("a.zip", b"<html>404 not found</html>"), refused="damaged"),
    Case("zip_of_zero_bytes", fake("a.zip", b""), refused="empty"),
    Case("zip_without_layers", lambda f: raw_zip(f, [("readme.md", "x")]), refused="no layer"),
    Case("zip_with_a_password", locked, refused="password"),
    Case("zip_in_a_zip", inside, refused="unpack"),
    Case("zip_holds_a_rar", with_rar, refused="unpack"),
    Case("zip_slip_upwards", named("../../evil.shp"), refused="unsafe"),
    Case("zip_slip_absolute", named("/etc/cron.d/evil"), refused="unsafe"),
    Case("zip_slip_backslashes", named("..\\..\\evil.shp"), refused="unsafe"),
    Case("zip_slip_drive", named("C:\\windows\\evil.dll"), refused="unsafe"),
    Case("zip_reserved_name", named("con.shp"), refused="unsafe"),
    Case("zip_stream_name", named("a.shp:hidden"), refused="unsafe"),
    Case("zip_link", link, refused="link"),
    Case("zip_twice_the_same_name", lambda f: raw_zip(f, [("a.txt", "1"), ("A.TXT", "2")]), refused="twice"),
    Case("zip_bomb", lambda f: raw_zip(f, [("tb.dbf", bytes(60_000_000))]), refused="far more data"),
    Case("zip_of_two_different_layers", lambda f: zipped(f, *_two(f)), imported=4),
    Case("folder_mixed", mixed_folder, imported=4, says=("dwg", "not a boundary-point file", "manifest.json")),
    Case("folder_with_the_zip_it_came_in", folder_with_zip, **A, says=("zip inside",)),
    Case("folder_with_a_copy_of_a_file", same_twice, **A, says=("the same data",)),
    Case("folder_with_a_link", linked, **A, says=("link",)),
    Case("folder_whose_dbf_is_a_link", linked_table, refused="link"),
    Case("folder_with_a_list_of_centres", of_points, **A, says=("only points",)),
    Case("folder_with_a_pipe", folder_with_a_pipe, **A),
    Case("folder_with_patterns_for_names", folder_with_patterns_for_names, **A),
    Case("folder_whose_bracketed_dbf_is_a_link", linked_table_of_a_bracketed_name, refused="link"),
    Case("folder_empty", empty_folder, refused="no layer"),
    Case("missing_file", lambda f: f / "not there.shp", refused="not"),
    Case("rar", fake("a.rar"), refused="unpack"),
    Case("7z", fake("a.7z"), refused="unpack"),
    Case("tar_gz", fake("a.tar.gz"), refused="unpack"),
    Case("dwg", fake("a.dwg"), refused="DXF"),
    Case("xls", fake("a.xls"), refused=".xlsx"),
    Case("et", fake("a.et"), refused=".xlsx"),
    Case("ods", fake("a.ods"), refused=".xlsx"),
    Case("mdb", fake("a.mdb"), refused="export"),
    Case("mpk", fake("a.mpk"), refused="layer package"),
    Case("lyr", fake("a.lyr"), refused="layer package"),
    Case("qgz", fake("a.qgz"), refused="project"),
    Case("pdf", fake("a.pdf"), refused="document"),
    Case("docx", fake("a.docx"), refused="document"),
    Case("ovkml", fake("a.ovkml"), refused="KML"),
    Case("mif", fake("a.mif"), refused="QGIS"),
    Case("unknown_format", fake("a.xyz123"), refused="no format"),
    Case("file_without_extension", fake("parcels"), refused="no format"),
    Case("raster_of_twelve_thousand_million_pixels", raster, refused="imagery"),
    Case("jpg", fake("a.jpg"), refused="imagery"),
    Case("points_in_a_gpkg_that_is_the_input", point_layer("a.gpkg"), clues=2),
]


def _two(folder):
    layer(folder)
    layer(folder, "b.gpkg", [(square(4), "B1"), (square(5), "B2")])
    return sorted(p for p in folder.iterdir() if p.is_file())


def _cut(path):
    path.write_bytes(path.read_bytes()[:-200])
    return path
