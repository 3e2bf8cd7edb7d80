"""Small writers of VCT files for the tests: the standard's form (3.0) and the older one (2.0)."""

from __future__ import annotations

HEAD3 = """HeadBegin
DataMark:LANDUSE-VCT
Version:GB/T 17798-2007
CoordinateSystemType:P
Dim:2
XAxisDirection:E
YAxisDirection:N
XYUnit:M
Spheroid:CGCS2000,6378137.0,298.257222101
PrimeMeridian:Greenwich
Projection:高斯-克吕格
Parameters:114,0,1,0,0,38500000
MapScale:5000
Date:20261008
Separator:,
HeadEnd"""
HEAD2 = """HeadBegin
Datamark: LANDUSE.VCTFILE
Version: 2.0
Unit: M
Dim: 2
Topo: {topo}
Coordinate: M
Projection: Gauss-Krueger Projection
Spheroid: CGCS2000
Parameters: 6378137,6356752
Meridian: 114
MinX: 38545000
MinY: 4062000
MaxX: 38546000
MaxY: 4063000
ScaleM: 10000
Date: 20261008
Separator: ,
HeadEnd"""
CODE = "2001010100"


def square(column=0, row=0, side=100.0):
    """Return a closed square as (x, y) points, first point repeated."""
    x, y = 38545000.0 + 200 * column, 4062000.0 + 200 * row
    return [(x, y), (x, y + side), (x + side, y + side), (x + side, y), (x, y)]


def inner(column=0, row=0):
    """Return a hole in ``square``."""
    x, y = 38545040.0 + 200 * column, 4062040.0 + 200 * row
    return [(x, y), (x + 20, y), (x + 20, y + 20), (x, y + 20), (x, y)]


def points(ring):
    return [f"{x:.3f},{y:.3f}" for x, y in ring]


def section(name, lines):
    return [f"{name}Begin", *lines, f"{name}End"]


def line3(number, piece):
    return [str(number), "1099000000", "Unknown", "1", "1", "11", str(len(piece)), *points(piece), "0"]


def refs3(ident, refs, code=CODE, count=None):
    rows = [",".join(map(str, refs[i:i + 8])) for i in range(0, len(refs), 8)]
    count = sum(ref != 0 for ref in refs) if count is None else count
    return [ident, code, "Unknown", "100", "38545050.0,4062050.0", "21", str(count), *rows, "0"]


def rings3(ident, rings, code=CODE):
    lines = [ident, code, "Unknown", "1", "38545050.0,4062050.0", str(len(rings))]
    for ring in rings:
        lines += ["11", str(len(ring)), *points(ring)]
    return [*lines, "0"]


def rings2(ident, rings, code="1001"):
    lines = [ident, code, "DLTB", "38545050.0,4062050.0"]
    for ring in rings:
        lines += [str(len(ring)), *points(ring)]
    return [*lines, "0"]


def file3(lines=(), polygons=(), rows=(), head=HEAD3, codes=(f"{CODE},地类图斑,Polygon,DLTB",),
          fields=("BSM,Char,18", "YSDM,Char,10", "DLBM,Char,5", "DLMC,Char,60"), table="DLTB"):
    """Return the text of a VCT 3.0 file; ``rows`` are attribute rows of ``table``."""
    return "\n".join([
        head, *section("FeatureCode", codes),
        *section("TableStructure", [f"{table},{len(fields)}", *fields, "0"]),
        *section("Point", []), *section("Line", [one for record in lines for one in record]),
        *section("Polygon", [one for record in polygons for one in record]), *section("Annotation", []),
        *section("Attribute", [table, *rows, "TableEnd"])]) + "\n"


def file2(lines=(), polygons=(), rows=(), topo=0):
    """Return the text of a VCT 2.0 file with one class of polygons, code 1001."""
    return "\n".join([
        HEAD2.format(topo=topo), *section("FeatureCode", ["1001,地类图斑,Polygon,0,0,0,DLTB"]),
        *section("TableStructure", ["DLTB,2", "BSM,Integer,10", "DLBM,Char,5"]), *section("Point", []),
        *section("Line", [one for record in lines for one in record]),
        *section("Polygon", [one for record in polygons for one in record]), *section("Annotation", []),
        *section("Attribute", ["DLTB", *rows, "TableEnd"])]) + "\n"
