"""The demo county's two orthophotos compared: drawn with seasons, shadows, trees and haze, and the truth is known."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
import shapely
from osgeo import ogr
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from farmland_plugin.domain.parcel import Batch, Parcel
from farmland_plugin.domain.wkb import canonical, geometry_hash
from farmland_plugin.imagery.scenes import register_scene
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.compareimagery import CompareImagery

from .change_county import make_ledger

MOST = 30


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """Parcels of the national batch inside the orthophotos, compared, with their true state afterwards; the pair's check."""
    from tests.demo_county import generate

    folder = tmp_path_factory.mktemp("demo")
    truth = generate("small", folder / "input")
    state = {row["number"]: row["after_state"] for row in truth["parcels"] if row["in_scene"] and row["batch"] == "wp2026q1"
             and row["valid"]}
    source = ogr.Open(str(next((folder / "input").glob("wp2026q1*.shp"))))
    shapes = {feature.GetField("JCBH"): bytes(feature.GetGeometryRef().ExportToWkb()) for feature in source.GetLayer(0)
              if feature.GetField("JCBH") in state}
    with make_ledger(folder / "ledger.gpkg") as ledger:
        wanted = sorted(shapes)[:MOST]
        batch = Batch(ledger.new_uid(), "一季度", "satellite", "a.shp", "a" * 64, len(wanted), len(wanted), 0)
        parcels = []
        for number in wanted:
            wkb = canonical(shapes[number])
            area = Decimal(f"{shapely.from_wkb(wkb).area:.2f}")
            parcels.append(Parcel(ledger.new_uid(), number, batch.batch_id, area, wkb, geometry_hash(wkb), township="柳林镇"))
        ledger.add_batch(batch, parcels, [])
        for scene in truth["scenes"]:
            register_scene(ledger, folder / "input" / scene["file"], role=scene["role"], captured=scene["captured"], source="")
    outputs, ok = CompareImagery().create().run({"LEDGER": str(folder / "ledger.gpkg")}, QgsProcessingContext(),
                                                QgsProcessingFeedback())
    assert ok and outputs["COMPARED"] == len(wanted)
    with Ledger.open(folder / "ledger.gpkg", write=False) as ledger:
        found = [(state[parcel.source_no], ledger.comparison(parcel.parcel_uid)) for parcel in ledger.parcels(geometry=False)]
        check, = ledger.pair_checks(found[0][1].before_id, found[0][1].after_id)
    moved = [scene["shift_m"] for scene in truth["scenes"]]
    return found, check, (moved[1][0] - moved[0][0], moved[1][1] - moved[0][1])


def test_the_shift_of_the_later_orthophoto_is_found_within_a_quarter_of_a_metre(compared):
    _, check, (east, north) = compared
    assert check.shift_x_m == pytest.approx(east, abs=0.25) and check.shift_y_m == pytest.approx(north, abs=0.25)


def test_nothing_that_stands_in_whole_or_in_part_is_suggested_as_gone(compared):
    found, check, _ = compared
    assert check.control_result == "none" and not [one for _, one in found if one.suggestion == "cleared"]
    table = Counter((state, one.suggestion) for state, one in found)
    standing = [one for state, one in found if state == "standing"]
    print(sorted(table.items()))
    assert sum(one.suggestion in ("unchanged", "partly") for one in standing) >= 0.75 * len(standing) >= 6


def test_removed_yards_score_lower_than_standing_ones(compared):
    found, _, _ = compared
    best = {kind: [max((each["s3"] for each in one.scores["structures"] if each["s3"] is not None), default=0.0)
                   for state, one in found if state.startswith(kind)] for kind in ("standing", "removed")}
    pairs = [(high, low) for high in best["standing"] for low in best["removed"]]
    assert sum(high > low for high, low in pairs) >= 0.9 * len(pairs) > 0
