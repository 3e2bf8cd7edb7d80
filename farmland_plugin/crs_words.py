"""Coordinate systems in plain trade words, for whoever reads a report or a window; codes alone are for programs."""

from __future__ import annotations

from .domain.area import AreaRule
from .domain.zones import central_meridian, system_of_epsg, zone_width
from .i18n import tr

_UTM_NORTH, _WEB_MERCATOR, _WGS84 = 32600, 3857, 4326


def datum_words(datum: str) -> str:
    """Return what people call a datum (``Xian 1980`` is 1980西安坐标系); an unknown one as it stands."""
    return {"CGCS2000": tr("CGCS2000"), "Xian 1980": tr("Xian 1980"), "Beijing 1954": tr("Beijing 1954")}.get(datum, datum)


def crs_words(authid: str, name: str = "") -> str:
    """Return a coordinate system in plain words: datum, zone, central meridian, zone number in the eastings or not, code.

    :param authid: ``EPSG:4526``, '' when no authority knows it. :param name: its description, for systems of elsewhere.
    """
    authority, _, number = authid.partition(":")
    code = int(number) if authority.upper() == "EPSG" and number.isdecimal() else 0
    known = system_of_epsg(code)
    if known is not None:
        datum = datum_words(known.datum)
        if known.zone is None:
            return tr("{datum}, longitude and latitude ({code})").format(datum=datum, code=authid)
        text = (tr("{datum}, {width}° zone {zone} (central meridian {meridian}°, zone number before the eastings, {code})")
                if known.carried else
                tr("{datum}, {width}° zone {zone} (central meridian {meridian}°, no zone number before the eastings, {code})"))
        return text.format(datum=datum, width=zone_width(known.zone), zone=known.zone, meridian=central_meridian(known.zone),
                           code=authid)
    if code == _WGS84:
        return tr("{datum}, longitude and latitude ({code})").format(datum="WGS 84", code=authid)
    if code == _WEB_MERCATOR:
        return tr("Web Mercator, as map websites have it ({code})").format(code=authid)
    if _UTM_NORTH < code <= _UTM_NORTH + 60:
        return tr("WGS 84, UTM zone {zone} north ({code})").format(zone=code - _UTM_NORTH, code=authid)
    return tr("{name} ({code})").format(name=name, code=authid) if name and authid else name or authid


def layer_words(name: str) -> str:
    """Return a layer's name for people: parts joined by ``|`` apart, a system's code in words."""
    return " · ".join(crs_words(part) for part in name.split("|"))


def area_rule_words(rule: AreaRule) -> str:
    """Return how areas are measured, as it is printed for people; ``AreaRule.text`` is the same for programs."""
    text = tr("Ellipsoidal area (TD/T 1055), a = {a} m, 1/f = {f}").format(
        a=f"{rule.semi_major:.0f}", f=f"{1 / rule.flattening:.9f}" if rule.flattening else "∞")
    if rule.code != "degrees":
        text += tr(", edges over {edge} m densified").format(edge=f"{rule.densify_m:g}")
    if rule.code == "gk":
        text += tr(", central meridian {meridian}°").format(meridian=f"{rule.central_meridian:g}")
    return text
