"""The datums before CGCS2000, whose shift to it is local: never transformed silently (§6.6)."""

from __future__ import annotations

_NAMES = {"Beijing 1954": "Beijing 1954", "New Beijing": "Beijing 1954", "Xian 1980": "Xian 1980"}


def old_datum(text: str) -> str:
    """Return ``Xian 1980`` or ``Beijing 1954`` when a CRS's name or WKT says so, else ''."""
    plain = text.replace("_", " ")
    return next((datum for name, datum in _NAMES.items() if name in plain), "")
