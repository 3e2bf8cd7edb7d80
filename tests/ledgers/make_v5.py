"""Write ``v5.gpkg``: a ledger of schema 5 as the code of its time made it, the fixture of the migration tests.

Run it with the code of commit 204205d, the last one of that schema::

    mkdir /tmp/v5 && git archive 204205d | tar -x -C /tmp/v5
    eval "$(make -s env)" && cd /tmp/v5 && PYTHONPATH=/tmp/v5:$PYTHONPATH python CHECKOUT/tests/ledgers/make_v5.py v5.gpkg
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from farmland_plugin.domain.parcel import Scene
from farmland_plugin.ledger.ledger import Ledger
from tests.ledgers.make_v4 import CRS, batches, screen, square
from tests.qgis.casework_county import County, attach, put_in_place, sign_chain, survey, take
from tests.unit.test_acceptance import exif

BOUNDS = (38544000.0, 4061000.0, 38548000.0, 4063000.0)


def scenes(ledger: Ledger) -> None:
    """One image before and one after, registered when images had one date."""
    for scene_id, role, captured in (("BEFORE", "before", "2026-01-10"), ("AFTER", "after", "2026-11-15")):
        ledger.add_scene(Scene(scene_id, role, captured, "高分二号", 0.8, f"/data/{role}.tif", role[0] * 64, "EPSG:4526", BOUNDS,
                               5000, 2500))


def demolished(ledger: Ledger, uid: str, county: County, folder: Path) -> None:
    """The four in place, and a hut that is left."""
    photo = folder / "after.jpg"
    photo.write_bytes(exif("little", "2026:11:12 10:00:00"))
    attach(ledger, uid, "photo_after", photo)
    put_in_place(ledger, uid, county, ledger.media.add(photo).sha256)
    take(ledger, uid, "draw_residual", {"kind": "main", "found_on": "2026-11-12", "person_id": county["acceptance_team"],
                                        "wkb": square(38545910.0, 4062010.0).hex()})


def main(target: Path) -> None:
    """Make the ledger and put the file, without free pages, where it is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "county.gpkg")
        with Ledger.create(path, county="130423", name="临漳县台账", crs_wkt=CRS, epsg=4526) as ledger:
            uids = [parcel.parcel_uid for parcel in batches(ledger)]
            screen(ledger, uids)
            scenes(ledger)
            county = County(ledger, 3)
            survey(ledger, uids[3], county, Path(folder))
            take(ledger, uids[3], "submit_survey", by=county["surveyor"])
            scan = Path(folder, "scan.png")
            scan.write_bytes(b"\x89PNG a scan")
            sign_chain(ledger, uids[3], county, scan)
            take(ledger, uids[3], "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
            demolished(ledger, uids[3], county, Path(folder))
            take(ledger, uids[2], "record", {"finding": "legal", "note": "已有批文"})
            take(ledger, uids[2], "suspend", {"reason": "村民上访"})
            ledger.anchor(note="月底")
            ledger.store.execute("VACUUM")
        shutil.copyfile(path, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
