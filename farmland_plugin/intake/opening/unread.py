"""Formats that are handed down and not read: for each, one sentence that says how to get at its parcels."""

from __future__ import annotations

from pathlib import Path
from typing import Optional, Tuple

from ...domain.errors import BadInput
from ...i18n import tr

RASTERS = (".tif", ".tiff", ".img", ".jp2", ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".ecw", ".sid", ".pix", ".bil",
           ".hdr", ".nc", ".h5", ".hdf", ".mbtiles", ".ers", ".tfw", ".jgw", ".ovr", ".rrd")
ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zipx", ".cab", ".iso")
PARTS = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj")
GDB_PARTS = (".gdbtable", ".gdbtablx", ".gdbindexes", ".atx", ".spx", ".freelist")
_DRAWINGS = (".dwg", ".dwt", ".dgn", ".dxb", ".dwf")
_OLD_TABLES = (".xls", ".et", ".ett", ".ods", ".xlsb", ".xlsm", ".numbers")
_DATABASES = (".mdb", ".accdb", ".sde", ".sqlite", ".db", ".dmp", ".bak", ".sql")
_PROJECTS = (".qgs", ".qgz", ".qlr", ".qml", ".mxd", ".aprx", ".lyr", ".lyrx", ".sld", ".style", ".mpk", ".lpk", ".ppkx", ".mapx")
_PHONE = (".ovkml", ".ovkmz", ".ovobj", ".ovjsn", ".ovital", ".gpx", ".plt")
_OTHER_VECTORS = (".tab", ".mif", ".mid", ".e00", ".gml", ".wl", ".wp", ".wt", ".fgb", ".parquet", ".topojson",
                  ".udb", ".udbx", ".smu")
_VIRTUAL = (".vrt", ".ovf", ".wms", ".wfs", ".url", ".lnk", ".webloc")
_PAPERS = (".doc", ".docx", ".wps", ".pdf", ".ofd", ".ppt", ".pptx", ".rtf", ".html", ".htm", ".xml", ".md")
MAY_HOLD_PARCELS = (*ARCHIVES, *_DRAWINGS, *_OLD_TABLES, *_DATABASES, *_PHONE, *_OTHER_VECTORS, ".mpk", ".lpk", ".ppkx",
                    ".vrt", ".zip")


def refusal(path: Path) -> Optional[BadInput]:
    """Return why a file is not read, by its name alone and without opening it; None when its format is not known here."""
    suffix, name = path.suffix.lower(), path.name
    if suffix in RASTERS:
        return BadInput(tr("{path} is imagery, not parcels: register it with 'Register imagery'; parcels come as shapefile, "
                           "GeoPackage or the like."), path=name)
    if suffix in ARCHIVES:
        return BadInput(tr("{path} is an archive that is not opened: unpack it and give the folder, or pack it as .zip."),
                        path=name)
    if suffix in PARTS:
        return BadInput(tr("{path} is only a part of a shapefile and its .shp is missing: copy all its files again (.shp, "
                           ".shx, .dbf, .prj)."), path=name)
    if suffix in GDB_PARTS:
        return BadInput(tr("{path} is only a part of a file geodatabase: give the whole folder that ends in .gdb."), path=name)
    for suffixes, sentence in _sentences():
        if suffix in suffixes:
            return BadInput(sentence, path=name)
    return None


def _sentences() -> Tuple[Tuple[Tuple[str, ...], str], ...]:
    return (
        (_DRAWINGS, tr("{path} is a drawing that is not read: save it as DXF (AutoCAD, CASS: Save as, type DXF) and give that.")),
        (_OLD_TABLES, tr("{path} is a table that is not read: open it and save it as .xlsx.")),
        (_DATABASES, tr("{path} is a database that is not read: export the parcels' layer as a shapefile or to a .gdb folder.")),
        (_PROJECTS, tr("{path} is a project, style or layer package, not data: export the parcels' layer as a shapefile or "
                       "GeoPackage.")),
        (_PHONE, tr("{path} is a file of a phone's map application: export it as KML or KMZ and give that.")),
        (_OTHER_VECTORS, tr("{path} is of a format that is not read: save it as a shapefile, GeoPackage or GeoJSON in QGIS.")),
        (_VIRTUAL, tr("{path} is of no format that is read: a virtual data set only points at other files or servers; give the "
                      "data files themselves.")),
        (_PAPERS, tr("{path} is a document, not data: ask for the parcels as shapefile, GeoPackage, boundary-point TXT or "
                     ".xlsx.")),
    )
