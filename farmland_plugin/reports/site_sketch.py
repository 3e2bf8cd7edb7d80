"""A small drawing of a checked site: its outline, what it takes of the layers to avoid, parcels on the same ground."""

from __future__ import annotations

import math
from html import escape
from typing import List, Sequence, Tuple

import numpy as np

from ..domain.wkb import rings
from .boundary_points import Floats

WIDTH, HEIGHT, EDGE = 360.0, 240.0, 8.0
_LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
Painted = Tuple[bytes, str, str]  # WKB, colour, what it is
PARCEL = "#b3261e"


class Sketch:
    """Draws polygons of one CRS around a site, north up.

    :param site: WKB. :param degrees: the coordinates are degrees and not metres.
    """

    def __init__(self, site: bytes, degrees: bool) -> None:
        xy, _, _ = rings(site)
        self._site = site
        low, high = xy.min(axis=0), xy.max(axis=0)
        squeeze = math.cos(math.radians(float(low[1] + high[1]) / 2)) if degrees else 1.0
        span = np.maximum((high - low) * np.array([squeeze, 1.0]), 1e-9)
        room = np.array([WIDTH, HEIGHT]) - 2 * EDGE - np.array([0.0, 18.0])
        self._scale = float((room / span).min())
        self._factor = np.array([squeeze * self._scale, -self._scale])
        self._corner = np.array([low[0], high[1]])
        self._metre = self._scale / (111_000.0 if degrees else 1.0)  # pixels
        drawn = span * self._scale
        self._shift = np.array([(WIDTH - drawn[0]) / 2, EDGE + (room[1] - drawn[1]) / 2])

    def svg(self, avoided: Sequence[Painted], parcels: Sequence[bytes], label: str) -> str:
        """Return the drawing. :param label: what it shows, for those who cannot see it."""
        parts: List[str] = [f'<path d="{self._path(self._site)}" fill="#f4f1e6" stroke="none"/>']
        parts += [f'<path d="{self._path(wkb)}" fill="{escape(colour)}" fill-opacity="0.55" stroke="{escape(colour)}">'
                  f"<title>{escape(what)}</title></path>" for wkb, colour, what in avoided]
        parts += [f'<path d="{self._path(wkb)}" fill="none" stroke="{PARCEL}" stroke-width="1.2" stroke-dasharray="4 3"/>'
                  for wkb in parcels]
        parts.append(f'<path d="{self._path(self._site)}" fill="none" stroke="#222" stroke-width="2"/>')
        return (f'<svg width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
                f'aria-label="{escape(label)}">{"".join(parts)}{self._bar()}</svg>')

    def _path(self, wkb: bytes) -> str:
        xy, ring_offsets, _ = rings(wkb)
        points: Floats = (xy - self._corner) * self._factor + self._shift
        lines = []
        for first, last in zip(ring_offsets[:-1], ring_offsets[1:]):
            lines.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points[first:last].tolist()) + "Z")
        return "".join(lines)

    def _bar(self) -> str:
        """Return a scale bar of a round length."""
        length = max((one for one in _LENGTHS if one * self._metre <= WIDTH / 3), default=1)
        wide, y = length * self._metre, HEIGHT - 6
        text = f"{length} m" if length < 1000 else f"{length // 1000} km"
        return (f'<path d="M{EDGE:g} {y - 4:g}v4h{wide:.1f}v-4" fill="none" stroke="#222"/>'
                f'<text x="{EDGE + wide + 5:.1f}" y="{y:g}" font-size="11" fill="#222">{text}</text>'
                f'<text x="{WIDTH - 14:g}" y="14" font-size="12" fill="#222">N</text>'
                f'<path d="M{WIDTH - 10:g} 32v-14m-3 4l3-4l3 4" fill="none" stroke="#222"/>')
