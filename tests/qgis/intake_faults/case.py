"""One case of the corpus: how its file is made, how many rows are in it, and what must become of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.qgis.handover import E0, N0, square, write_layer

__all__ = ["E0", "N0", "Case", "corners", "layer", "square", "wkt"]


@dataclass(frozen=True)
class Case:
    """A fault and its expected outcome.

    :param name: the fault. :param build: makes the input in an empty folder and returns its path. :param refused: a word of the
        sentence that refuses the whole input; '' when it is read. :param says: words of the reasons, repairs and notes.
    """

    name: str
    build: Callable[[Path], Path | str]
    imported: int = 0
    quarantined: int = 0
    repaired: int = 0
    clues: int = 0
    says: tuple[str, ...] = ()
    refused: str = ""
    options: dict[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()  # numbers that must have come in

    @property
    def rows(self) -> int:
        """How many rows the builder wrote."""
        return self.imported + self.quarantined + self.clues


def corners(column=0, row=0, size=100.0, east=E0, north=N0):
    """Return the four corners of a square parcel on a 200 m grid."""
    x, y = east + 200 * column, north + 200 * row
    return [(x, y), (x, y + size), (x + size, y + size), (x + size, y)]


def wkt(*rings):
    """Return the WKT of a polygon of unclosed rings."""
    text = ",".join("(" + ",".join(f"{x} {y}" for x, y in [*ring, ring[0]]) + ")" for ring in rings)
    return f"POLYGON({text})"


def layer(folder, name="tb.shp", rows=None, fields=("JCBH",), **more):
    """Write a layer of squares, or of the rows given."""
    rows = rows if rows is not None else [(square(0), "A1"), (square(1), "A2")]
    return write_layer(folder / name, rows, fields, **more)
