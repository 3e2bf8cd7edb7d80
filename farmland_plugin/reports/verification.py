"""The page that tells what a verification of the ledger found, and what no such check can find."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from ..files import replacing
from ..i18n import tr
from ..ledger.verifying import ANCHORED, BROKEN, Verification
from ..webpage import STYLE, notes, table, whole_page

_STYLE = STYLE + """
body{max-width:60em}code{font-family:"DejaVu Sans Mono",Consolas,monospace;font-size:90%}@page{size:A4}
.verdict{padding:.7em 1em;border-left:.5em solid;font-size:115%}.good{border-color:#2e7d32;background:#e8f5e9}
.open{border-color:#b26a00;background:#fff4e0}.bad{border-color:#b00020;background:#fdecee}
"""


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
    heard = ((tr("Worth knowing"), result.remarks), (tr("What was checked"), result.checked),
             (tr("What this check does not show"), result.limits()))
    return whole_page(title, [
        f'<p class="verdict {colour}">{escape(result.words())}</p>',
        table(tr("{count} breaks").format(count=result.count), [tr("Event"), tr("What does not hold")],
              [("" if one.seq is None else one.seq, one.sentence) for one in result.breaks]),
        *(notes(heading, sentences) for heading, sentences in heard), _end(result)], _STYLE)


def _end(result: Verification) -> str:
    """Return where the journal ends, and what of it belongs on a stamped sheet."""
    heading, anchor = escape(tr("The journal's end")), escape(tr("Anchor for a stamped sheet:"))
    return (f"<h2>{heading}</h2><p>#{result.events}, {escape(result.head_ts)}<br>SM3 <code>{escape(result.head_sm3)}</code><br>"
            f"CHAIN <code>{escape(result.head_hash)}</code></p><p>{anchor} <code>seq {result.events} · "
            f"{escape(result.head_sm3[:16])}</code></p>")
