"""Web pages (HTML) that open in any browser, offline, and print: what every report is wrapped in, and its parts."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Iterable, Sequence, Tuple

from .i18n import language, tr

STYLE = """
body{font:15px/1.6 "Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;margin:2em auto;max-width:70em;
padding:0 1em;color:#222}
h1{font-size:1.5em;border-bottom:2px solid #2d6a4f}h2{font-size:1.15em;margin-top:1.6em}
table{border-collapse:collapse;width:100%;font-size:14px}td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;
vertical-align:top;overflow-wrap:anywhere}th{background:#eef4f0}td.n,th.n{text-align:right;white-space:nowrap}
.figures{display:flex;gap:1em;flex-wrap:wrap}.figures div{border:1px solid #ccc;border-radius:6px;padding:.5em 1em}
.figures b{display:block;font-size:1.6em}.warn b{color:#b3261e}
.sum{font-size:1.25em;margin:.3em 0}.lead{color:#555;margin:.2em 0 .8em}.sign{margin-top:2.5em;display:flex;gap:6em}
@page{size:A4 landscape;margin:14mm}
@media print{body{margin:0;max-width:none;padding:0;font-size:11pt}table{font-size:9pt}thead{display:table-header-group}
tr{break-inside:avoid}h2{break-after:avoid}}
"""
_MOST_ROWS = 2000
_NOTHING = ("", "—")
_SIGNED = ("≥ ", "≤ ", "≈ ")  # before a figure that is not exact
Cells = Sequence[object]


def whole_page(title: str, body: Iterable[str], style: str = STYLE) -> str:
    """Return a whole HTML document in the user's language.

    :param title: escaped here. :param body: pieces of HTML, escaped already. :param style: CSS.
    """
    code = "zh-Hans" if language() == "zh" else "en"
    return (f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<style>{style}</style></head><body>\n<h1>{escape(title)}</h1>\n" + "\n".join(body) + "\n</body></html>\n")


def figures(items: Sequence[Tuple[str, int, bool]]) -> str:
    """Return the headline numbers: (label, value, whether a value above zero needs attention)."""
    boxes = "".join(f'<div class="{"warn" if warn and value else ""}"><b>{value}</b>{escape(label)}</div>'
                    for label, value, warn in items)
    return f'<div class="figures">{boxes}</div>'


def table(title: str, headings: Sequence[str], rows: Sequence[Cells], lead: str = "", *, small: bool = False) -> str:
    """Return a titled table, everything escaped; nothing when there are no rows.

    :param lead: a sentence before the table. :param small: under a heading of its own: a lesser title, rows not counted.
    """
    if not rows:
        return ""
    first = [next((row[at] for row in rows if row[at] not in _NOTHING), "") for at in range(len(headings))]
    head = "".join(f"<th{_side(value)}>{escape(text)}</th>" for text, value in zip(headings, first))
    lines = ["<tr>" + "".join(f"<td{_side(value)}>{escape(_said(value))}</td>" for value in row) + "</tr>"
             for row in rows[:_MOST_ROWS]]
    more = tr("{count} more rows are not shown here.").format(count=len(rows) - _MOST_ROWS)
    rest = f"<p>{escape(more)}</p>" if len(rows) > _MOST_ROWS else ""
    said = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    heading = f"<h3>{escape(title)}</h3>" if small else f"<h2>{escape(title)} ({len(rows)})</h2>"
    return f"{heading}{said}<table><thead><tr>{head}</tr></thead><tbody>" + "\n".join(lines) + f"</tbody></table>{rest}"


def _side(value: object) -> str:
    """Return the attribute that puts numbers to the right."""
    text = str(value)
    return ' class="n"' if isinstance(value, (int, float, Decimal)) or text.endswith(" %") or text[:2] in _SIGNED else ""


def _said(value: object) -> str:
    return f"{value:,}" if isinstance(value, Decimal) else str(value)


def notes(title: str, lines: Sequence[str]) -> str:
    """Return a titled list, nothing when it is empty."""
    if not lines:
        return ""
    return f"<h2>{escape(title)}</h2><ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines[:_MOST_ROWS]) + "</ul>"


def signatures() -> str:
    """Return the line where whoever made and checked a report signs."""
    places = (tr("Made by:"), tr("Checked by:"), tr("Date:"))
    return '<p class="sign">' + "".join(f"<span>{escape(text)}</span>" for text in places) + "</p>"
