"""Inputs that try to make the reader open something else (records §9): refused with the reason, nothing else opened."""

from __future__ import annotations

from .case import Case, layer

VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="spy"><SrcDataSource>{path}</SrcDataSource><GeometryField encoding="PointFromColumns" '
    'x="x" y="y"/></OGRVRTLayer></OGRVRTDataSource>'
)
RASTER_VRT = (
    '<VRTDataset rasterXSize="10" rasterYSize="10"><VRTRasterBand subClass="VRTRawRasterBand">'
    "<SourceFilename>/etc/passwd</SourceFilename></VRTRasterBand></VRTDataset>"
)


def vrt(name, start="", text=VRT, encoding="utf-8"):
    """A virtual layer on another file of the computer, under a harmless name."""

    def build(folder):
        secret = folder / "secret"
        secret.mkdir()
        target = layer(secret, "ids.gpkg")
        (folder / name).write_bytes((start + text.format(path=target)).encode(encoding))
        return folder / name

    return build


def holding(name, text):
    def build(folder):
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return build


def fixed(path):
    return lambda folder: path


CASES = [
    *[
        Case(f"vrt_named_{name[2:]}", vrt(name), refused="virtual")
        for name in (
            "a.kml",
            "a.json",
            "a.geojson",
            "a.csv",
            "a.gpkg",
            "a.txt",
            "a.dxf",
            "a.xlsx",
            "a.kmz",
            "a.zip",
            "a.vrt",
            "a.geojsonl",
        )
    ],
    Case("vrt_named_shp", vrt("a.shp"), refused=".dbf"),
    Case("vrt_behind_a_comment", vrt("a.kml", "<?xml version='1.0'?><!-- " + "x" * 500 + " -->"), refused="virtual"),
    Case("vrt_in_utf16", vrt("a.kml", encoding="utf-16"), refused="virtual"),
    Case("vrt_behind_a_long_comment", vrt("a.kml", "<!-- " + "x" * 100_000 + " -->"), refused="empty"),
    Case("raster_vrt_named_json", vrt("a.json", text=RASTER_VRT), refused="virtual"),
    *[
        Case(f"address_in_{name}", holding(name, text), refused="address")
        for name, text in (
            ("a.json", "http://example.invalid/x.geojson"),
            ("a.geojson", "https://example.invalid/x"),
            ("a.csv", "CSV:/etc/passwd"),
            ("a.gpkg", "PG:host=10.0.0.1 dbname=x"),
            ("b.json", "/vsicurl/http://example.invalid/x"),
            ("a.kml", "/vsizip//etc/x.zip"),
            ("a.txt", "/vsistdin/"),
            ("b.csv", "MYSQL:x,host=1"),
        )
    ],
    Case("path_vsicurl", fixed("/vsicurl/http://example.invalid/a.shp"), refused="virtual path"),
    Case("path_vsizip", fixed("/vsizip//tmp/a.zip/a.shp"), refused="virtual path"),
    Case("path_http", fixed("http://example.invalid/a.shp"), refused="virtual path"),
    Case("path_connection", fixed("PG:dbname=x"), refused="not found"),
    Case("path_csv_prefix", fixed("CSV:/etc/passwd"), refused="not found"),
    Case("path_geojson_text", fixed('{"type":"FeatureCollection","features":[]}'), refused="not found"),
    Case("path_etc_passwd", fixed("/etc/passwd"), refused="no format"),
    Case("path_device", fixed("/dev/zero"), refused="no format"),
]
