"""The report of an export: what was made with which code, and what is held back with how to mend it."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any, Dict, List, Sequence

from ..files import replacing
from ..i18n import tr
from .package import Built

_STYLE = ("body{font-family:'Microsoft YaHei',sans-serif;margin:2em;color:#222}table{border-collapse:collapse}"
          "td,th{border:1px solid #bbb;padding:4px 9px;text-align:left}th{background:#4472C4;color:#fff}"
          "code{font-family:monospace}")


def write_report(path: Path, title: str, built: Sequence[Built], blocked: Sequence[Dict[str, Any]]) -> None:
    """Write the report as JSON or HTML, by the file's ending."""
    with replacing(path) as hidden:
        text = as_json(title, built, blocked) if path.suffix.lower() == ".json" else as_html(title, built, blocked)
        hidden.write_text(text, encoding="utf-8")


def as_json(title: str, built: Sequence[Built], blocked: Sequence[Dict[str, Any]]) -> str:
    """Return the report as JSON text."""
    return json.dumps({
        "title": title, "packages": [
            {"name": item.name, "path": str(item.path), "code": item.code, "parcel_uid": item.parcel_uid,
             "source_no": item.source_no} for item in built],
        "blocked": list(blocked)}, ensure_ascii=False, indent=1) + "\n"


def as_html(title: str, built: Sequence[Built], blocked: Sequence[Dict[str, Any]]) -> str:
    """Return the report as a page; every text of the data is escaped."""
    lines = [f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{html.escape(title)}</title>"
             f"<style>{_STYLE}</style></head><body><h1>{html.escape(title)}</h1>",
             _heading(tr("{count} packages").format(count=len(built))),
             _row("th", [tr("Parcel no."), tr("Package"), tr("Package code")])]
    lines += [_row("td", [item.source_no, item.name, item.code]) for item in built]
    lines += ["</table>", _heading(tr("{count} parcels held back").format(count=len(blocked))),
              _row("th", [tr("Parcel no."), tr("What is missing"), tr("How to mend it")])]
    for entry in blocked:
        missing: List[Dict[str, str]] = entry["missing"]
        lines.append(_row("td", [entry["source_no"], "; ".join(item["what"] for item in missing),
                                 "; ".join(item["fix"] for item in missing)]))
    lines.append("</table></body></html>")
    return "\n".join(lines) + "\n"


def _heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2><table>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"
