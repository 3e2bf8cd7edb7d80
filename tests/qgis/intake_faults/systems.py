"""Coordinate systems that are missing, wrong, contradicted by the numbers, or of an old datum."""

from __future__ import annotations

from .case import E0, N0, Case, layer, square

LON, LAT = 114.5, 36.7


def degrees(column=0, lon=LON, lat=LAT, swap=False):
    x, y = lon + 0.002 * column, lat
    points = [(x, y), (x, y + 0.001), (x + 0.001, y + 0.001), (x + 0.001, y), (x, y)]
    return "POLYGON((" + ",".join(f"{b} {a}" if swap else f"{a} {b}" for a, b in points) + "))"


def two(shape, name="a.gpkg", **more):
    return lambda folder: layer(folder, name, [(shape(0), "A1"), (shape(1), "A2")], **more)


def plain(column, row=0):
    return square(column, row, east=E0 - 38_000_000)


def swapped(column, row=0):
    x, y = E0 + 200 * column, N0 + 200 * row
    return f"POLYGON(({y} {x},{y + 100} {x},{y + 100} {x + 100},{y} {x + 100},{y} {x}))"


def two_zones(folder):
    return layer(folder, "a.gpkg", [(square(i), f"A{i}") for i in range(3)] + [(square(0, east=39_420_000.0), "other zone")])


A = {"imported": 2}
CASES = [
    Case("crs_zone_prefix_without_crs", two(square, epsg=None), **A, says=("zone 38",)),
    Case("crs_degrees_without_crs", two(degrees, epsg=None), **A, says=("degrees",)),
    Case("crs_plain_eastings_without_crs", two(plain, epsg=None), refused="set CRS"),
    Case("crs_plain_eastings_with_crs_chosen", two(plain, epsg=None), **A, options={"crs": "EPSG:4547"}),
    Case("crs_prefix_declared_but_not_written", two(plain, epsg=4526), **A, says=("no zone",)),
    Case("crs_prefix_written_but_not_declared", two(square, epsg=4547), **A, says=("zone 38",)),
    Case("crs_declares_zone_39_numbers_say_38", two(square, epsg=4527), **A, says=("numbers win",)),
    Case("crs_declares_degrees_numbers_are_metres", two(square, epsg=4490), **A, says=("metres",)),
    Case("crs_declares_metres_numbers_are_degrees", two(degrees, epsg=4526), **A, says=("degrees",)),
    Case("crs_latitude_first", two(lambda i: degrees(i, swap=True), epsg=None), **A, says=("exchanged",)),
    Case("crs_northing_first", two(swapped, epsg=4526), **A, says=("exchanged",)),
    Case("crs_wgs84_degrees", two(degrees, epsg=4326), **A),
    Case("crs_web_mercator", two(lambda i: square(i, east=12_746_000.0, north=4_400_000.0), epsg=3857), **A),
    Case("crs_utm_50n", two(lambda i: square(i, east=276_500.0, north=4_065_000.0), epsg=32650), **A),
    Case("crs_xian_80_without_transformation", two(square, epsg=2362), refused="Xian 1980"),
    Case("crs_beijing_54_without_transformation", two(square, epsg=2414), refused="Beijing 1954"),
    Case("crs_chosen_is_nonsense", two(square), refused="EPSG:4526", options={"crs": "EPSG:999999"}),
    Case("crs_chosen_contradicts_the_numbers", two(square), refused="EPSG:4526", options={"crs": "EPSG:4528"}),
    Case("crs_of_another_country", two(lambda i: degrees(i, lon=20.0), epsg=4326), refused="outside"),
    Case("crs_one_parcel_of_the_neighbour_zone", two_zones, imported=3, quarantined=1, says=("outside",)),
    Case("crs_numbers_tell_nothing", two(lambda i: square(i, east=5.0, north=7.0), epsg=None), refused="set CRS"),
]
