"""What is known of one photo, line by line: when, with what, from where, how far from the parcel, how good its clock is."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ...domain.parcel import Parcel
from ...domain.photo_ground import Outline
from ...domain.photos import INVALID, Photo
from ...domain.wkb import rings
from ...i18n import tr
from ...ledger.lonlat import to_lonlat
from ..terms import NO_VALUE, Terms

Line = tuple[str, str]


def facts_of(row: Mapping[str, Any], photo: Optional[Photo], metres: Optional[float], terms: Terms) -> list[Line]:
    """Return (what, value) of a photo.

    :param row: as ``Media.rows`` gives it. :param photo: what was read from it, None while it was not checked.
    :param metres: from where it was taken to the parcel's edge, None where that is not known.
    """
    lines = [(tr("What it shows"), terms.label("attachment_role", row["role"])), (tr("File"), str(row["orig_name"])),
             (tr("Round"), str(row["round"]))]
    if photo is None:
        return [*lines, (tr("Checked"), tr("not yet"))]
    read = photo.read
    taken = photo.taken_at.replace("T", " ")
    camera = " ".join(part for part in (read.make, read.model) if part)
    lines += [(tr("Taken at"), taken or NO_VALUE), (tr("Clock"), _clock(read.clock_s)), (tr("Camera"), camera or NO_VALUE)]
    if read.software:
        lines.append((tr("Saved by"), read.software))
    return [*lines, (tr("Position"), _position(photo)), (tr("To the parcel's edge"), _distance(metres)),
            (tr("View"), _bearing(photo)), (tr("Pixels"), f"{read.width} × {read.height}"),
            (tr("Checked"), tr("{day}, rules {version}").format(day=photo.checked_at[:10], version=photo.rules))]


def distance_m(crs_wkt: str, parcel: Parcel, photo: Photo) -> Optional[float]:
    """Return metres from where a photo was taken to the parcel's edge, 0 inside; None without a position.

    :param crs_wkt: of the parcel's geometry.
    """
    if not photo.lon or not photo.lat:
        return None
    lonlat = to_lonlat(crs_wkt)
    xy, offsets, _ = rings(parcel.geom)
    places = lonlat(xy)
    outline = Outline([places[first:last] for first, last in zip(offsets[:-1], offsets[1:])])
    return outline.distance_m((float(photo.lon), float(photo.lat)))


def bearing(azimuth: float) -> str:
    """Return a bearing in degrees and as the nearest of the eight directions that have a name."""
    names = (tr("north"), tr("northeast"), tr("east"), tr("southeast"), tr("south"), tr("southwest"), tr("west"), tr("northwest"))
    return tr("{azimuth}°, to the {direction}").format(azimuth=f"{azimuth:.0f}", direction=names[round(azimuth % 360 / 45) % 8])


def _clock(seconds: Optional[int]) -> str:
    if seconds is None:
        return tr("not comparable: no satellite time")
    if abs(seconds) < 60:
        return tr("agrees with satellite time")
    minutes = round(abs(seconds) / 60)
    return (tr("{minutes} minutes ahead of satellite time") if seconds > 0 else
            tr("{minutes} minutes behind satellite time")).format(minutes=minutes)


def _position(photo: Photo) -> str:
    if not photo.lon:
        return tr("invalid") if photo.read.position == INVALID else tr("none")
    place = f"{float(photo.lon):.6f}, {float(photo.lat):.6f}"
    if not photo.accuracy_m:
        return place
    return tr("{place} (± {metres} m)").format(place=place, metres=f"{float(photo.accuracy_m):.0f}")


def _distance(metres: Optional[float]) -> str:
    if metres is None:
        return NO_VALUE
    return tr("taken inside the parcel") if metres == 0 else tr("{metres} m").format(metres=f"{metres:.0f}")


def _bearing(photo: Photo) -> str:
    if not photo.azimuth:
        return NO_VALUE
    told = bearing(float(photo.azimuth))
    return tr("{bearing} (magnetic)").format(bearing=told) if photo.read.magnetic else told
