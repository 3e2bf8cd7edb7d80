"""Web pages (HTML) that open in any browser, offline: what every report is wrapped in."""

from __future__ import annotations

from html import escape
from typing import Iterable

from .i18n import language


def whole_page(title: str, body: Iterable[str], style: str) -> str:
    """Return a whole HTML document in the user's language.

    :param title: escaped here. :param body: pieces of HTML, escaped already. :param style: CSS.
    """
    code = "zh-Hans" if language() == "zh" else "en"
    return (f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<style>{style}</style></head><body>\n<h1>{escape(title)}</h1>\n" + "\n".join(body) + "\n</body></html>\n")
