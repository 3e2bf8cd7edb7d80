"""What an import or a table of findings did, as a page that opens in any browser, and the rows that were set aside."""

from __future__ import annotations

import csv
import json
from html import escape
from pathlib import Path
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

from osgeo import gdal, ogr, osr

from ..domain.area import round_half_up
from ..domain.parcel import Quarantined
from ..i18n import language, tr
from .importer import Member, Prepared
from .readers.base import quiet_gdal

_STYLE = """
body{font:15px/1.6 "Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;margin:2em auto;max-width:70em;
padding:0 1em;color:#222}
h1{font-size:1.5em;border-bottom:2px solid #2d6a4f}h2{font-size:1.15em;margin-top:1.6em}
table{border-collapse:collapse;width:100%;font-size:14px}td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;
vertical-align:top;overflow-wrap:anywhere}th{background:#eef4f0}td.n{text-align:right;white-space:nowrap}
.figures{display:flex;gap:1em;flex-wrap:wrap}.figures div{border:1px solid #ccc;border-radius:6px;padding:.5em 1em}
.figures b{display:block;font-size:1.6em}.warn b{color:#b3261e}
"""
_MOST_ROWS = 2000
Cells = Sequence[object]


def page(title: str, body: Iterable[str]) -> str:
    """Return a whole HTML document; ``title`` is escaped, ``body`` is HTML already."""
    code = "zh-Hans" if language() == "zh" else "en"
    return (f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<style>{_STYLE}</style></head><body>\n<h1>{escape(title)}</h1>\n" + "\n".join(body) + "\n</body></html>\n")


def figures(items: Sequence[Tuple[str, int, bool]]) -> str:
    """Return the headline numbers: (label, value, whether a value above zero needs attention)."""
    boxes = "".join(f'<div class="{"warn" if warn and value else ""}"><b>{value}</b>{escape(label)}</div>'
                    for label, value, warn in items)
    return f'<div class="figures">{boxes}</div>'


def table(title: str, headings: Sequence[str], rows: Sequence[Cells]) -> str:
    """Return a titled table, everything escaped; nothing when there are no rows."""
    if not rows:
        return ""
    head = "".join(f"<th>{escape(h)}</th>" for h in headings)
    lines = ["<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows[:_MOST_ROWS]]
    more = tr("{count} more rows are not shown here.").format(count=len(rows) - _MOST_ROWS)
    rest = f"<p>{escape(more)}</p>" if len(rows) > _MOST_ROWS else ""
    return (f"<h2>{escape(title)} ({len(rows)})</h2><table><thead><tr>{head}</tr></thead><tbody>" + "\n".join(lines)
            + f"</tbody></table>{rest}")


def _cell(value: object) -> str:
    number = isinstance(value, (int, float)) or type(value).__name__ == "Decimal"
    return f'<td class="n">{escape(str(value))}</td>' if number else f"<td>{escape(str(value))}</td>"


def notes(title: str, lines: Sequence[str]) -> str:
    """Return a titled list, nothing when it is empty."""
    if not lines:
        return ""
    return f"<h2>{escape(title)}</h2><ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines[:_MOST_ROWS]) + "</ul>"


def import_report(done: Prepared) -> str:
    """Return the report of an import: counts, conclusions and why, repairs, set-aside rows, overlapping pairs."""
    batch = done.batch
    headline = figures([
        (tr("read"), batch.read_count, False), (tr("imported"), batch.imported_count, False),
        (tr("quarantined"), batch.quarantined_count, True), (tr("repaired"), batch.repaired_count, True),
        (tr("overlapping with the ledger"), batch.overlapping_count, True),
    ])
    details = f"<p>{escape(batch.file_name)} · SHA-256 {escape(batch.sha256)}</p>"
    return page(tr("Import of batch {name}").format(name=batch.name), [
        headline, details, _conclusions(done.members),
        notes(tr("Worth knowing"), [f"{m.source.name}: {n}" for m in done.members for n in m.notes] + done.notes),
        notes(tr("Files that were not read"), done.skipped),
        table(tr("Quarantined"), [tr("file"), tr("row"), tr("reason"), tr("attributes")],
              [(q.source_file, q.source_row, q.reason, _short(q)) for q in done.quarantined]),
        table(tr("Repaired"), [tr("file"), tr("row"), tr("number"), tr("repair"), tr("area m²")],
              [(p.source_file, p.source_row, p.source_no, p.repair, p.area_m2) for p in done.repaired]),
        table(tr("Pairs that cover the same ground"),
              [tr("number"), tr("row"), tr("other number"), tr("other's batch"), tr("share of the smaller"), tr("IoU")],
              [(p.new.source_no, p.new.source_row, p.other.source_no,
                done.batch_names.get(p.other.batch_id, "") if p.known else tr("this batch"),
                f"{round_half_up(p.share * 100, 1)} %", round_half_up(p.iou, 3)) for p in done.pairs]),
    ])


def _conclusions(members: Sequence[Member]) -> str:
    rows: List[Cells] = []
    for member in members:
        source = member.source
        named = ", ".join(f"{meaning} = {field}" for meaning, field in sorted(member.fields.items())) or "-"
        rows.append((source.name, member.read, source.crs_note, f"{source.encoding}: {source.encoding_note}",
                     member.unit.note if member.unit else "-", named))
    return table(tr("What was concluded, and why"),
                 [tr("layer"), tr("rows"), tr("CRS"), tr("encoding"), tr("unit of the area"), tr("fields")], rows)


def _short(item: Quarantined) -> str:
    text = "; ".join(f"{k}={v}" for k, v in item.attributes.items() if v)
    return text if len(text) <= 300 else text[:300] + "…"


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
