"""Odd ground: invalid, nested, touching, with holes in holes, slivers; any engine, processes and chunks say the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem

shapely = pytest.importorskip("shapely", minversion="2.0")

from farmland_plugin.domain.area import AreaRule, area_of_wkb, largest_remainder, round_half_up, to_mu  # noqa: E402
from farmland_plugin.domain.errors import Cancelled  # noqa: E402
from farmland_plugin.domain.layer_fields import Columns  # noqa: E402
from farmland_plugin.domain.parcel import Parcel  # noqa: E402
from farmland_plugin.domain.progress import NoFeedback  # noqa: E402
from farmland_plugin.screening.job import Job, Target  # noqa: E402
from farmland_plugin.screening.read import read_layer  # noqa: E402
from farmland_plugin.screening.redline import build_cache  # noqa: E402
from farmland_plugin.screening.run import Runner, WorkerError, candidates, screened, usable_interpreter  # noqa: E402
from tests.unit.layer_cache import write_cache  # noqa: E402

RULE = AreaRule.for_crs(4547, is_geographic=False)
DEGREES = AreaRule.for_crs(4490, is_geographic=True)
ORIGIN = np.array([545000.0, 4062000.0])
NUMBER = '{"date":"2021-03-04","number":"7"}'
PLANTING = '{"planting":"JKHF"}'
ENGINES = [("worker", 1), ("worker", 2), ("worker", 4), ("fallback", 1)]


def at(shape):
    return shapely.transform(shape, lambda xy: xy + ORIGIN)


def box(*bounds):
    return at(shapely.box(*bounds))


def ring(*points):
    return at(shapely.Polygon(points))


def disc(x, y, radius, corners=8):
    return at(shapely.buffer(shapely.Point(x, y), radius, quad_segs=corners))


def parcels_of(shapes, rule=RULE):
    """Parcels with the official area of what they cover once they are repaired."""
    made = []
    for index, shape in enumerate(shapes):
        sound = shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)
        area = round_half_up(area_of_wkb(shapely.to_wkb(sound), rule))
        made.append(Parcel(f"p{index:03}", str(index), "b", area, shapely.to_wkb(shape), ""))
    return made


def odd_parcels():
    nested = shapely.MultiPolygon([box(300, 0, 360, 60), box(310, 10, 350, 50)])  # a shell within a shell: invalid
    target = box(400, 0, 460, 60).difference(box(410, 10, 450, 50)).union(box(420, 20, 440, 40))  # an island in a hole
    return [
        box(0, 0, 100, 100), box(100, 0, 200, 100),  # touching each other and the cells
        ring((210, 0), (260, 50), (260, 0), (210, 50)),  # a bow-tie
        nested, target.difference(box(427, 27, 433, 33)),  # a hole in the island too
        ring((500, 0), (800, 0.02), (800, 0)),  # 3 m2 of sliver, 300 m long
        shapely.MultiPolygon([box(0, 300, 20, 320), box(20, 320, 40, 340)]),  # two parts that touch in a point
        disc(600, 600, 90), disc(640, 640, 90), box(900, 900, 900.3, 901), ring((250, 250), (500, 250), (250, 251)),
        box(2000, 2000, 2010, 2010),  # outside everything
        disc(150, 650, 120, 40),
    ]


def odd_layers(folder):
    random = np.random.default_rng(11)
    cells = [at(cell) for cell in shapely.get_parts(shapely.voronoi_polygons(
        shapely.MultiPoint(random.uniform(-50, 1050, (160, 2))), extend_to=shapely.box(-50, -50, 1050, 1050)))]
    cells = [cell for cell in cells if not cell.intersects(disc(600, 600, 40))]  # a gap
    cells.append(disc(150, 650, 60))  # ground of two classes
    codes = [("0101", "0103", "0201", "1001")[n % 4] for n in range(len(cells))]
    details = [PLANTING if n % 5 == 0 else "" for n in range(len(cells))]
    write_cache(folder / "landuse.gpkg", cells, codes, [0.1 if n % 3 else 0.07 for n in range(len(cells))], details)
    holes = shapely.union_all([disc(x, y, 9, 6) for x in range(0, 1000, 60) for y in range(0, 1000, 60)])
    discs = [disc(x, y, 130, 60) for x in range(0, 1000, 170) for y in range(0, 1000, 170)]
    farmland = shapely.union_all(discs).difference(holes)
    assert shapely.get_num_coordinates(farmland) > 4000
    write_cache(folder / "farmland.gpkg", [farmland], [""], [0.05])
    tie = ring((210, 10), (250, 40), (250, 10), (210, 40))  # past the repair, into the cache
    double = shapely.MultiPolygon([box(0, 0, 60, 60), box(30, 30, 90, 90)])
    write_cache(folder / "old.gpkg", [tie, double, disc(600, 600, 50), box(290, -10, 340, 70)], ["a", "b", "b", "a"], [0.0] * 4,
                [NUMBER, "", NUMBER, NUMBER])
    write_cache(folder / "new.gpkg", [box(50, 50, 150, 150), disc(630, 600, 50), box(100, 0, 150, 100), disc(610, 610, 30)],
                ["c", "c", "d", "c"], [0.0] * 4, ["", NUMBER, NUMBER, ""])
    return [Target("L", "landuse", str(folder / "landuse.gpkg"), True),
            Target("F", "permanent_farmland", str(folder / "farmland.gpkg"), False),
            Target("O", "approval", str(folder / "old.gpkg"), False, rest=True),
            Target("N", "approval", str(folder / "new.gpkg"), False, rest=True)]


def told(job, parcels, engine):
    with screened(job, parcels, NoFeedback(), Runner(engine=engine)) as result:
        assert result.engine == engine
        return {
            "overlaps": {(o.parcel_uid, o.redline_id, o.class_code): (o.area_m2, o.net_area_m2) for o in result.overlaps()},
            "screenings": {(s.parcel_uid, s.redline_id): (s.covered_m2, s.uncovered_m2, s.double_m2, s.note)
                           for s in result.screenings()},
            "parts": {(p.parcel_uid, p.redline_id, p.class_code, tuple(sorted(p.detail.items()))): (p.area_m2, p.net_area_m2)
                      for p in result.parts()},
            "covers": {(c.parcel_uid, c.role): (c.covered_m2, c.uncovered_m2) for c in result.role_covers()},
            "remainders": {(uid, role): area for uid, role, _, area in result.remainders()},
            "widths": {(s.parcel_uid, s.redline_id): s.rest_width_m for s in result.screenings()},
            "role_widths": {(c.parcel_uid, c.role): c.rest_width_m for c in result.role_covers()},
            "left": {(uid, role): shapely.from_wkb(wkb) for uid, role, wkb, _ in result.remainders()},
            "closures": [s.closure_m2 for s in result.screenings() if s.role == "landuse"],
        }


CENTS = ("overlaps", "screenings", "parts", "covers", "remainders")


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    if not usable_interpreter(tuple(candidates())):
        pytest.skip("no interpreter with shapely 2 beside QGIS")
    job = Job(odd_layers(tmp_path_factory.mktemp("odd")), RULE, "", 1, remainders=True)
    shapes = odd_parcels()
    return job, shapes, told(job, parcels_of(shapes), "worker")


@pytest.mark.parametrize(("engine", "workers", "chunk"), [("worker", 2, 20000), ("worker", 4, 3), ("worker", 1, 1),
                                                          ("fallback", 1, 20000), ("fallback", 1, 4)])
def test_processes_chunks_and_engines_do_not_change_a_cent(odd, engine, workers, chunk):
    job, shapes, expected = odd
    found = told(replace(job, workers=workers, chunk=chunk), parcels_of(shapes), engine)
    for table in (*CENTS, "widths", "role_widths"):
        assert found[table] == expected[table], table
    assert max(map(abs, found["closures"])) < 1e-5


def test_every_parcel_balances_in_square_metres_and_in_mu(odd):
    _, shapes, found = odd
    for parcel in parcels_of(shapes):
        for line in "LFON":
            covered, uncovered, double, note = found["screenings"][parcel.parcel_uid, line]
            classes = [area for (uid, own, _), (area, _) in found["overlaps"].items() if (uid, own) == (parcel.parcel_uid, line)]
            assert sum(classes, Decimal(0)) + uncovered - double == parcel.area_m2 and note == ""
            assert covered == parcel.area_m2 - uncovered
            total = parcel.area_m2 + double
            mu = largest_remainder([area * Decimal("0.0015") for area in [*classes, uncovered]], to_mu(total))
            assert sum(mu) == to_mu(total)
            assert all(abs(one - area * Decimal("0.0015")) <= Decimal("0.01") for one, area in zip(mu, [*classes, uncovered]))


def test_areas_are_those_of_plain_shapely_on_repaired_ground(odd):
    _, shapes, found = odd
    mended = [shapely.make_valid(shape, method="structure", keep_collapsed=False) for shape in shapes]
    tie = shapely.make_valid(ring((210, 10), (250, 40), (250, 10), (210, 40)))
    both = box(0, 0, 60, 60).union(box(30, 30, 90, 90))
    classes = {"a": tie.union(box(290, -10, 340, 70)), "b": both.union(disc(600, 600, 50))}
    for index, shape in enumerate(mended):
        for code, ground in classes.items():
            expected = area_of_wkb(shapely.to_wkb(shape.intersection(ground)), RULE) if shape.intersects(ground) else 0.0
            area, _ = found["overlaps"].get((f"p{index:03}", "O", code), (0, 0))
            assert float(area) == pytest.approx(expected, abs=0.011), (index, code)


def test_details_split_a_class_and_never_exceed_it(odd):
    _, _, found = odd
    assert {key[1] for key in found["parts"]} == {"L", "O", "N"}
    for (uid, line, code, detail), (area, net) in found["parts"].items():
        whole, whole_net = found["overlaps"][uid, line, code]
        assert 0 < area <= whole and net <= whole_net and dict(detail)
    number = (("date", "2021-03-04"), ("number", "7"))
    assert found["parts"]["p007", "O", "b", number] == found["overlaps"]["p007", "O", "b"], "all of the class"
    split = found["parts"]["p007", "N", "c", number][0]
    assert split < found["overlaps"]["p007", "N", "c"][0]
    assert float(split) == pytest.approx(disc(600, 600, 90).intersection(disc(630, 600, 50)).area, rel=2e-3)


def test_layers_of_one_role_are_seen_as_one(odd):
    _, shapes, found = odd
    assert {role for _, role in found["covers"]} == {"approval"}
    ground = shapely.union_all([box(0, 0, 60, 60), box(30, 30, 90, 90), box(50, 50, 150, 150), box(100, 0, 150, 100)])
    covered, uncovered = found["covers"]["p000", "approval"]
    assert float(covered) == pytest.approx(shapes[0].intersection(ground).area, rel=1e-3)
    for (uid, role), (covered, uncovered) in found["covers"].items():
        alone = [found["screenings"][uid, line] for line in "ON"]
        assert covered >= max(one[0] for one in alone) and covered <= sum(one[0] for one in alone) + Decimal("0.01")
        if sum(one[0] > 0 for one in alone) == 1:
            assert covered == max(one[0] for one in alone)
        assert found["remainders"].get((uid, role), Decimal(0)) == uncovered
    rest = shapes[0].difference(ground)
    assert found["left"]["p000", "approval"].symmetric_difference(rest).area < 1e-6
    assert found["role_widths"]["p000", "approval"] == round(2 * rest.area / rest.length, 3)
    assert found["left"]["p011", "approval"].equals(shapes[11]) and found["role_widths"]["p011", "approval"] is None
    assert {role for _, role in found["remainders"]} == {"approval", "permanent_farmland"}


def test_the_rest_of_an_approval_has_its_mean_width(odd):
    _, _, found = odd
    strip = box(150, 0, 200, 100)  # of parcel 2, beside the approved 50 m
    assert found["widths"]["p001", "N"] == round(2 * strip.area / strip.length, 3)
    assert found["widths"]["p001", "O"] is None and found["widths"]["p000", "L"] is None


@pytest.mark.parametrize("engine", ["worker", "fallback"])
def test_a_polygon_that_nothing_repairs_is_named_at_its_parcels_and_the_rest_is_screened(odd, tmp_path, engine):
    corners = [(0, 0), (float("nan"), 50), (100, 100), (0, 100), (0, 0)]
    cache = write_cache(tmp_path / "c.gpkg", [box(0, 0, 40, 100)], ["good"], [0.0])
    import sqlite3

    from farmland_plugin.ledger.gpkg import to_blob

    lost = shapely.to_wkb(at(shapely.Polygon(corners)))
    with sqlite3.connect(cache) as connection:
        blob = to_blob(shapely.to_wkb(box(0, 0, 100, 100)), 4547)[:40] + lost
        connection.execute("INSERT INTO redline VALUES (7, ?, 'bad', 0, '', '', '{}')", (blob,))
        x, y = ORIGIN
        connection.execute("INSERT INTO rtree_redline_geom VALUES (7, ?, ?, ?, ?)", (x, x + 100, y, y + 100))
    connection.close()
    job = Job([Target("R", "ecological", str(cache), False)], RULE, "", 2)
    found = told(job, parcels_of([box(0, 0, 50, 50), box(500, 500, 520, 520)]), engine)
    assert list(found["overlaps"]) == [("p000", "R", "good")]
    assert found["screenings"]["p000", "R"][3].startswith("feature 7 could not be cut: ")
    assert found["screenings"]["p001", "R"][3] == ""


@pytest.mark.parametrize("engine", ["worker", "fallback"])
def test_degrees_at_the_antimeridian_measure_as_anywhere_else(odd, tmp_path, engine):
    found = []
    for longitude in (114.5, 179.999):
        def here(x, y, size, longitude=longitude):
            return shapely.box(longitude + x, 36 + y, longitude + x + size, 36 + y + size)

        layer = [here(-0.01, -0.01, 0.0105), here(0.0005, -0.01, 0.03)]
        cache = write_cache(tmp_path / f"{longitude}.gpkg", layer, ["1", "2"], [0, 0])
        job = Job([Target("R", "landuse", str(cache), True, rest=True)], DEGREES, "", 2)
        found.append(told(job, parcels_of([here(0, 0, 0.002), here(0.02, 0.019, 0.002)], DEGREES), engine))
    for table in ("overlaps", "screenings"):
        assert found[0][table] == found[1][table]
    assert sum(area for area, _ in found[0]["overlaps"].values()) > 40000
    lat, lon = 110940.0, 90163.0  # metres a degree at 36 north
    height, width = 0.001 * lat, 0.002 * lon
    assert found[0]["widths"]["p001", "R"] == pytest.approx(height * width / (height + width), rel=2e-3)


class Impatient(NoFeedback):
    """Wants to stop as soon as a share of the work is told."""

    def __init__(self, after):
        self.after, self.told = after, []

    def progress(self, percent):
        self.told.append(percent)

    def is_cancelled(self):
        return bool(self.told) and self.told[-1] > self.after


@pytest.mark.parametrize(("engine", "chunk"), [("worker", 4), ("fallback", 4), ("fallback", 20000)])
def test_progress_only_grows_and_a_wish_to_stop_is_heard(odd, engine, chunk):
    job, shapes, _ = odd
    patient = Impatient(1000)
    with screened(replace(job, chunk=chunk), parcels_of(shapes), patient, Runner(engine=engine)):
        assert patient.told == sorted(patient.told) and patient.told[-1] == 100.0
    stopped = Impatient(0)
    with pytest.raises(Cancelled), screened(replace(job, chunk=chunk), parcels_of(shapes), stopped, Runner(engine=engine)):
        pass
    assert len(stopped.told) < len(patient.told)


def test_a_worker_killed_between_two_chunks_is_one_sentence(odd, monkeypatch):
    import os
    import signal

    from farmland_plugin.screening import run

    job, shapes, _ = odd
    started = []
    real = run.start_worker

    def start(*arguments):
        started.append(real(*arguments))
        return started[-1]

    class Killer(NoFeedback):
        def progress(self, percent):
            victim = next((process.processId() for process in started if process.processId()), None)
            if victim:  # 0, of one that has ended, would be this very process group
                os.kill(victim, signal.SIGKILL)

    monkeypatch.setattr(run, "start_worker", start)
    many = [shapely.affinity.translate(shape, 0.01 * n, 0) for n in range(300) for shape in shapes]
    with pytest.raises(WorkerError, match="killed or crashed and nothing was written"), \
            screened(replace(job, chunk=5), parcels_of(many), Killer(), Runner(engine="worker")):
        pass


def test_a_union_whose_pieces_share_the_parcels_border_measures_the_same_with_every_geos(tmp_path):
    """Each GEOS breaks the common border of such a union elsewhere, which moved 0.01 m² from one engine to the other."""
    parcel = shapely.Polygon([(38508564.416, 4063864.029), (38508557.106, 4063890.261), (38508604.795, 4063905.085),
                              (38508612.695, 4063880.149), (38508588.849, 4063873.206)])
    one = shapely.Polygon([(38508552.444, 4063891.936), (38508587.7903, 4063903.1339372466), (38508587.7903, 4063868.2890848406),
                           (38508562.461, 4063860.262)])
    two = shapely.Polygon([(38508558.444, 4063895.936), (38508593.7903, 4063907.1339372466), (38508593.7903, 4063872.2890848406),
                           (38508568.461, 4063864.262)])
    rule = AreaRule.for_crs(4526, is_geographic=False)
    cache = write_cache(tmp_path / "a.gpkg", [one, two], ["a", "b"], [0.0, 0.0])
    job = Job([Target("A", "approval", str(cache), False, rest=True)], rule, "")
    worker, fallback = (told(job, parcels_of([parcel], rule), engine) for engine in ("worker", "fallback"))
    assert worker == fallback
    pieces = [shapely.intersection(parcel, one), shapely.intersection(parcel, two)]
    first, second, shared = (area_of_wkb(shapely.to_wkb(ground), rule, rounded=False)
                             for ground in (*pieces, shapely.intersection(*pieces)))
    covered, _, double, _ = worker["screenings"]["p000", "A"]
    assert float(covered) == pytest.approx(first + second - shared, abs=0.01)
    assert float(double) == pytest.approx(shared, abs=0.005)


def test_a_cache_says_that_its_polygons_are_valid_and_is_then_not_looked_at_again(tmp_path):
    class Row:
        row, attributes, fault, wkb = 1, {}, "", shapely.to_wkb(ring((0, 0), (40, 40), (40, 0), (0, 40)))

    crs = QgsCoordinateReferenceSystem("EPSG:4547").toWkt()
    build_cache(tmp_path / "c.gpkg", [Row()], 1, Columns(), crs, None, NoFeedback())
    everywhere = np.array([[*ORIGIN - 1000, *ORIGIN + 1000]])
    made = read_layer(tmp_path / "c.gpkg", everywhere)
    assert made.sound and shapely.from_wkb(made.wkb[0]).is_valid
    assert not read_layer(write_cache(tmp_path / "raw.gpkg", [box(0, 0, 1, 1)], ["a"], [0.0]), everywhere).sound
    for engine in ("worker", "fallback"):
        job = Job([Target("C", "approval", str(tmp_path / "c.gpkg"), False)], RULE, "")
        found = told(job, parcels_of([box(0, 0, 50, 50)]), engine)
        assert float(found["screenings"]["p000", "C"][0]) == pytest.approx(800, rel=1e-3)
