"""GCJ-02 (火星坐标): suspected and measured, never undone silently; web maps of China give coordinates some 500 m away."""

from __future__ import annotations

import re
import unicodedata
from typing import Callable, Iterable, Optional

import numpy as np
import numpy.typing as npt

from ...domain.gcj import Floats, from_gcj, mean_shift
from ...domain.gcj import to_gcj as to_gcj  # whoever suspects it compares with it
from ...domain.zones import is_lonlat_in_china
from ...i18n import tr

Reference = Callable[[Floats], npt.NDArray[np.bool_]]  # (n, 2) longitude, latitude -> which lie on known ground

_NAMED = re.compile(r"高德|腾讯地图|火星坐标|gcj[-_ ]?0?2|百度|bd[-_ ]?09|amap|autonavi", re.IGNORECASE)
_LEAST, _CLEARLY = 5, 0.3  # points that must match after the shift, and how much larger their share must be


def named(texts: Iterable[str]) -> Optional[str]:
    """Return the doubt when a name or text tells of a web map's coordinates (高德, 腾讯, 百度, GCJ-02, BD-09), else None."""
    for text in texts:
        found = _NAMED.search(unicodedata.normalize("NFKC", text))
        if found is not None:
            return tr("“{text}” speaks of {what}: coordinates of such maps are shifted by some 500 m (GCJ-02, BD-09); nothing "
                      "was moved, ask for the original coordinates").format(text=text[:60], what=found.group())
    return None


def suspicion(lonlat: Floats, reference: Optional[Reference]) -> Optional[str]:
    """Return the doubt when places fit known ground clearly better after the GCJ-02 → WGS 84 shift than before, else None.

    :param lonlat: (n, 2) degrees as read. :param reference: tells which places lie on known ground; None when there is none.
    """
    places = np.asarray([row for row in np.asarray(lonlat, dtype=np.float64).reshape(-1, 2).tolist()
                         if is_lonlat_in_china(row[0], row[1])], dtype=np.float64).reshape(-1, 2)
    if reference is None or len(places) < _LEAST:
        return None
    before = int(np.count_nonzero(reference(places)))
    after = int(np.count_nonzero(reference(from_gcj(places))))
    if after < _LEAST or after < 2 * before or after - before < _CLEARLY * len(places):
        return None
    return tr("GCJ-02 is suspected: as read {before} of {total} places lie on known ground, shifted from GCJ-02 to WGS 84 (by "
              "{metres} m on average) {after} would; nothing was moved, ask for the original coordinates").format(
                  before=before, after=after, total=len(places), metres=f"{mean_shift(places):.0f}")
