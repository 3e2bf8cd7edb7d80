"""Pages that open in any browser and print: their parts, escaped; and the rows that an import set aside, as a file."""

from __future__ import annotations

import csv
import json
from html import escape
from pathlib import Path
from typing import Dict, Iterable, Optional, Sequence, Tuple

from osgeo import gdal, ogr, osr

from ..domain.parcel import Quarantined
from ..i18n import tr
from ..webpage import whole_page
from .readers.base import quiet_gdal

_STYLE = """
body{font:15px/1.6 "Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;margin:2em auto;max-width:70em;
padding:0 1em;color:#222}
h1{font-size:1.5em;border-bottom:2px solid #2d6a4f}h2{font-size:1.15em;margin-top:1.6em}
table{border-collapse:collapse;width:100%;font-size:14px}td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;
vertical-align:top;overflow-wrap:anywhere}th{background:#eef4f0}td.n{text-align:right;white-space:nowrap}
.figures{display:flex;gap:1em;flex-wrap:wrap}.figures div{border:1px solid #ccc;border-radius:6px;padding:.5em 1em}
.figures b{display:block;font-size:1.6em}.warn b{color:#b3261e}
.sum{font-size:1.25em;margin:.3em 0}.lead{color:#555;margin:.2em 0 .8em}.sign{margin-top:2.5em;display:flex;gap:6em}
@page{size:A4 landscape;margin:14mm}
@media print{body{margin:0;max-width:none;padding:0;font-size:11pt}table{font-size:9pt}thead{display:table-header-group}
tr{break-inside:avoid}h2{break-after:avoid}}
"""
_MOST_ROWS = 2000
Cells = Sequence[object]


def page(title: str, body: Iterable[str]) -> str:
    """Return a whole HTML document; ``title`` is escaped, ``body`` is HTML already."""
    return whole_page(title, body, _STYLE)


def figures(items: Sequence[Tuple[str, int, bool]]) -> str:
    """Return the headline numbers: (label, value, whether a value above zero needs attention)."""
    boxes = "".join(f'<div class="{"warn" if warn and value else ""}"><b>{value}</b>{escape(label)}</div>'
                    for label, value, warn in items)
    return f'<div class="figures">{boxes}</div>'


def table(title: str, headings: Sequence[str], rows: Sequence[Cells], lead: str = "") -> str:
    """Return a titled table, everything escaped; nothing when there are no rows.

    :param lead: a sentence before the table.
    """
    if not rows:
        return ""
    head = "".join(f"<th>{escape(h)}</th>" for h in headings)
    lines = ["<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows[:_MOST_ROWS]]
    more = tr("{count} more rows are not shown here.").format(count=len(rows) - _MOST_ROWS)
    rest = f"<p>{escape(more)}</p>" if len(rows) > _MOST_ROWS else ""
    said = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    return (f"<h2>{escape(title)} ({len(rows)})</h2>{said}<table><thead><tr>{head}</tr></thead><tbody>" + "\n".join(lines)
            + f"</tbody></table>{rest}")


def _cell(value: object) -> str:
    number = isinstance(value, (int, float)) or type(value).__name__ == "Decimal" or str(value).endswith(" %")
    return f'<td class="n">{escape(str(value))}</td>' if number else f"<td>{escape(str(value))}</td>"


def notes(title: str, lines: Sequence[str]) -> str:
    """Return a titled list, nothing when it is empty."""
    if not lines:
        return ""
    return f"<h2>{escape(title)}</h2><ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines[:_MOST_ROWS]) + "</ul>"


def write_quarantine(path: Path, rows: Sequence[Quarantined], crs_of: Optional[Dict[str, str]] = None) -> None:
    """Write the set-aside rows to a new file: ``.csv``, else GeoPackage with the geometry as issued.

    :param crs_of: WKT of each source file's CRS; the layer bears it when all rows share one.
    """
    if path.suffix.lower() == ".csv":
        _write_csv(path, rows)
    else:
        try:
            _write_gpkg(path, rows, crs_of or {})
        except RuntimeError as error:  # GDAL with exceptions switched on by somebody else
            raise OSError(str(error)) from error


def _write_csv(path: Path, rows: Sequence[Quarantined]) -> None:
    with open(path, "w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["source_file", "source_row", "reason", "attributes", "wkb_hex"])
        for item in rows:
            values = [item.source_file, str(item.source_row), item.reason, _json(item), (item.wkb or b"").hex()]
            writer.writerow([_no_formula(value) for value in values])


def _no_formula(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _json(item: Quarantined) -> str:
    return json.dumps(item.attributes, ensure_ascii=False, sort_keys=True)


def _write_gpkg(path: Path, rows: Sequence[Quarantined], crs_of: Dict[str, str]) -> None:
    systems = {crs_of.get(item.source_file, "") for item in rows}
    srs = None
    if len(systems) == 1 and "" not in systems:
        srs = osr.SpatialReference()
        srs.ImportFromWkt(systems.pop())
    with quiet_gdal():
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        if dataset is None:
            raise OSError(gdal.GetLastErrorMsg())
        layer = dataset.CreateLayer("quarantine", srs, ogr.wkbUnknown)
        for name, kind in (("source_file", ogr.OFTString), ("source_row", ogr.OFTInteger), ("reason", ogr.OFTString),
                           ("attributes", ogr.OFTString)):
            layer.CreateField(ogr.FieldDefn(name, kind))
        layer.StartTransaction()
        for item in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for name, value in (("source_file", item.source_file), ("source_row", item.source_row),
                                ("reason", item.reason), ("attributes", _json(item))):
                feature.SetField(name, value)
            geometry = ogr.CreateGeometryFromWkb(item.wkb) if item.wkb else None
            if geometry is not None:
                feature.SetGeometry(geometry)
            layer.CreateFeature(feature)
        gdal.ErrorReset()
        layer.CommitTransaction()
        del layer, dataset
        if gdal.GetLastErrorType() >= gdal.CE_Failure:
            raise OSError(gdal.GetLastErrorMsg())
