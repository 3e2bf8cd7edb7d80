"""Write ``v6.gpkg``: a ledger of schema 6, the fixture of the migration tests.

Schemas 6 (images compared) and 7 (photos) came with one release; this one was made by the code with migration 0007 and its tables
taken out, and with the dictionaries and rules of commit 204205d, the last that were released before::

    PYTHONPATH=/tmp/v6:$PYTHONPATH python CHECKOUT/tests/ledgers/make_v6.py v6.gpkg
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from farmland_plugin.domain.imagery import Comparison, PairCheck
from farmland_plugin.ledger.ledger import Ledger
from tests.ledgers.make_v4 import CRS, batches, screen, square
from tests.ledgers.make_v5 import demolished, scenes
from tests.qgis.casework_county import County, sign_chain, survey, take

PAIR = ("BEFORE", "AFTER", "2026-01-10", "2026-11-15")


def compared(ledger: Ledger, uid: str) -> None:
    """A control building, and one comparison with its pair's check."""
    ledger.mark_control("BEFORE", "AFTER", square(38545300.0, 4062300.0), "村委会")
    check = PairCheck("CHECK", *PAIR, "1", "c" * 64, 20, 0.5, -0.5, 0.25, 12, 0, "passed", {"tested": 12})
    found = Comparison("ONE", uid, 1, *PAIR, "1", "f" * 64, "k" * 64, "unsure", [{"code": "few_pixels", "figures": {}}], {},
                       0.5, -0.5, 0.0, 0.0, b"", "")
    ledger.record_comparisons([found], [check], {"engine": "test"})


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
            compared(ledger, uids[3])
            ledger.anchor(note="月底")
            ledger.store.execute("VACUUM")
        shutil.copyfile(path, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
