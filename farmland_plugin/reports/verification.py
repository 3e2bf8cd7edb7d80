"""The page that tells what a verification of the ledger found, and what no such check can find."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import List, Sequence

from ..files import replacing
from ..i18n import tr
from ..ledger.verifying import ANCHORED, BROKEN, Verification

_STYLE = ("body{font-family:'Microsoft YaHei',sans-serif;margin:2em;color:#222;max-width:60em}"
          "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:4px 9px;text-align:left;vertical-align:top}"
          "th{background:#4472C4;color:#fff}code{font-family:'DejaVu Sans Mono',Consolas,monospace;font-size:90%}"
          ".verdict{padding:.7em 1em;border-left:.5em solid;font-size:115%}.good{border-color:#2e7d32;background:#e8f5e9}"
          ".open{border-color:#b26a00;background:#fff4e0}.bad{border-color:#b00020;background:#fdecee}")


def write_verification(path: Path, result: Verification) -> None:
    """Write the report as JSON or HTML, by the file's ending."""
    text = as_json(result) if path.suffix.lower() == ".json" else as_html(result)
    with replacing(path) as hidden:
        hidden.write_text(text, encoding="utf-8")


def as_json(result: Verification) -> str:
    """Return the report as JSON text."""
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=1) + "\n"


def as_html(result: Verification) -> str:
    """Return the report as a page; every text of the ledger is escaped."""
    title = tr("Verification of the ledger {name} ({county})").format(name=result.name, county=result.county)
    colour = {BROKEN: "bad", ANCHORED: "good"}.get(result.verdict, "open")
    lines = [f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
             f"<body><h1>{html.escape(title)}</h1><p class='verdict {colour}'>{html.escape(result.words())}</p>"]
    if result.breaks:
        lines.append(_heading(tr("{count} breaks").format(count=result.count)))
        lines.append("<table>" + _row("th", [tr("Event"), tr("What does not hold")]))
        lines += [_row("td", ["" if one.seq is None else str(one.seq), one.sentence]) for one in result.breaks]
        lines.append("</table>")
    for heading, sentences in ((tr("Worth knowing"), result.remarks), (tr("What was checked"), result.checked),
                               (tr("What this check does not show"), result.limits())):
        lines += _listed(heading, sentences)
    anchor = html.escape(tr("Anchor for a stamped sheet:"))
    lines.append(_heading(tr("The journal's end")) + f"<p>#{result.events}, {html.escape(result.head_ts)}<br>"
                 f"SM3 <code>{html.escape(result.head_sm3)}</code><br>CHAIN <code>{html.escape(result.head_hash)}</code></p>"
                 f"<p>{anchor} <code>seq {result.events} · "
                 f"{html.escape(result.head_sm3[:16])}</code></p></body></html>")
    return "\n".join(lines) + "\n"


def _listed(heading: str, sentences: Sequence[str]) -> List[str]:
    if not sentences:
        return []
    return [_heading(heading), "<ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in sentences) + "</ul>"]


def _heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"
