"""Write ``v1.gpkg``: a ledger of schema 1 as release 0.1.0 itself made it, the fixture of the migration tests.

Run it with the code of that release, which is commit 3d3cbaf::

    mkdir /tmp/v010 && git archive 3d3cbaf | tar -x -C /tmp/v010
    eval "$(make -s env)" && cd /tmp/v010 && PYTHONPATH=/tmp/v010:$PYTHONPATH python CHECKOUT/tests/ledgers/make_v1.py v1.gpkg
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from farmland_plugin.domain.parcel import Change, Overlap, Screening
from farmland_plugin.ledger.ledger import Ledger
from tests.qgis import evidence_county

NUMBERS = tuple((f"JC13042300{n}", n) for n in range(1, 8))


def steps(ledger: Ledger) -> None:
    """What a technician did with release 0.1.0: tags, corrections, steps without guards, packages, a second screening."""
    uids = ledger.parcel_uids()
    evidence_county.decide(ledger, uids[:3])
    ledger.apply(uids[0], 2, "record", {"note": "复核：面积以实测为准", "facts": {"用途": "厂房", "层数": "2", "备注": ""}})
    ledger.apply(uids[0], 3, "record", {"facts": {"层数": ""}, "finding": "legal"})
    ledger.apply_many([Change(uid, None, "record", {"finding": "other", "note": "批量"}) for uid in uids[3:5]])
    for action in ("submit_survey", "complete_signing", "order_rectification", "declare_done", "accept", "write_off", "reopen"):
        ledger.apply(uids[1], ledger.case(uids[1]).version, action, {})
    ledger.apply(uids[2], ledger.case(uids[2]).version, "submit_survey", {})
    for number, uid in enumerate(uids[:2], 1):
        seq = ledger.record_package({
            "package_id": f"PACKAGE{number}", "kind": "evidence", "recipient": "internal", "parcel_uid": uid, "parcels": [uid],
            "folder_name": f"JZ_130423_{number:04d}", "path": f"/packages/JZ_130423_{number:04d}", "code": f"{number:016x}",
            "root_sha256": f"{number:064x}", "root_sm3": f"{number:064x}"})
    ledger.record_verdict("PACKAGE1", "proved")
    half = Decimal("100.00")
    ledger.record_screening([Overlap(uids[5], "ECOLOGICAL", "ecological", "", half, half)],
                            [Screening(uids[5], "ECOLOGICAL", "ecological", half, ledger.parcel(uids[5]).area_m2 - half)],
                            [uids[5]], ["ECOLOGICAL"], {"engine": "test", "seq": seq})


def main(target: Path) -> None:
    """Make the ledger and put the file, without free pages, where it is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = evidence_county.make_ledger(Path(folder), NUMBERS)
        steps(ledger)
        ledger._connection.execute("VACUUM")
        ledger.close()
        shutil.copyfile(Path(folder, "county.gpkg"), target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
