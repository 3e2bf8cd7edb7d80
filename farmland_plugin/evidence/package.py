"""Evidence packages: one BagIt folder (or zip) per parcel, complete under its final name or not there at all."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Tuple

from qgis.core import Qgis
from qgis.PyQt.QtCore import QLockFile

from ..crs_words import area_rule_words
from ..domain.errors import BadInput, FarmlandError
from ..domain.journal import sm3
from ..files import fsync_file
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..paths import version
from .bag import digests, files_under, finish_bag, write_text, zip_bag
from .facts import Evidence
from .naming import package_name
from .sheet import Picture, SheetFacts, SheetPrinter
from .tables import Journal, overlap_dict, write_overlap_book, write_overlap_csv, write_parcel_gpkg
from .verify import COMPLETE, verify_package

HIDDEN = ".farmland-part-"
LOCK = ".farmland-export.lock"
FOLDERS = {"tables": "00_总表", "sheet": "01_图件", "vector": "05_矢量", "imagery": "06_影像", "journal": "07_留痕"}
INSTRUCTIONS = "校验说明.txt"

Windows = Callable[[Evidence, Path, str], Dict[str, Picture]]


@dataclass(frozen=True)
class PackageKind:
    """What the packages of one run have in common.

    :param code: ``evidence``, ``acceptance``, ``appeal``, ``writeoff``. :param prefix: JZ, YS, SS, XH.
    :param profile: the recipient's rule: ``vector``, ``imagery``, ``attributes`` (bool), ``journal`` (bodies/hashes).
    """

    code: str
    prefix: str
    title: str
    recipient: str
    profile: Mapping[str, Any]
    secrecy: str


@dataclass(frozen=True)
class Built:
    """A finished package."""

    name: str
    path: Path
    code: str
    parcel_uid: str
    source_no: str


class OutputFolder:
    """The folder packages are written to: one export at a time, leftovers of a crashed one removed at the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(path / LOCK))
        self._lock.setStaleLockTime(0)

    def __enter__(self) -> OutputFolder:
        if not self._lock.tryLock(0):
            raise BadInput(tr("Another export is writing into {path}: wait for it or choose another folder."),
                           path=self.path)
        for leftover in self.path.glob(f"{HIDDEN}*"):
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover)
            else:
                leftover.unlink()
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.unlock()


class PackageWriter:
    """Builds the packages of one run, one by one.

    :param windows: ``(evidence, folder, file number) -> pictures``: cuts the imagery windows into the folder.
    """

    def __init__(self, ledger: Ledger, output: OutputFolder, kind: PackageKind, printer: SheetPrinter,
                 windows: Windows) -> None:
        self._ledger = ledger
        self._output = output.path
        self._kind = kind
        self._printer = printer
        self._windows = windows
        self._journal = Journal(ledger.chain())
        self._today = datetime.date.today().isoformat()
        stamp = self._journal.head[0] or ledger.meta["created_at"]
        self._stamp = stamp
        self._created = datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).replace(tzinfo=None)

    def build(self, evidence: Evidence, number: str, as_zip: bool) -> Built:
        """Build, check, rename and record the package of one parcel.

        :param number: the parcel's number as a file name.
        :raises FarmlandError: when a part cannot be made or the finished package fails its own check.
        """
        if not self._kind.profile.get("attributes"):  # whoever may not see who holds the land sees no names either
            evidence = replace(evidence, surveyors="")
        meta = self._ledger.meta
        name = package_name(self._kind.prefix, meta["county"], self._today, number, self._output)
        hidden = self._output / f"{HIDDEN}{name}"
        work = hidden / name
        try:
            code = self._fill(work, name, evidence, number)
            final, made = self._output / name, work
            if as_zip:
                final, made = self._output / f"{name}.zip", hidden / f"{name}.zip"
                zip_bag(work, made)
                fsync_file(made)
            verdict = self._self_check(made, code)
            root = (work / "tagmanifest-sha256.txt").read_bytes()
            made.replace(final)
            sync_folder(self._output)
        finally:
            if hidden.exists():
                shutil.rmtree(hidden)
        parcel, recorded = evidence.parcel, False
        try:
            self._record(name, final, code, root, parcel.parcel_uid, verdict)
            recorded = True
        finally:
            if not recorded:  # a package the ledger does not know must not stand there as one
                shutil.rmtree(final) if final.is_dir() else final.unlink()
        return Built(name, final, code, parcel.parcel_uid, parcel.source_no)

    def _record(self, name: str, final: Path, code: str, root: bytes, uid: str, verdict: str) -> None:
        self._ledger.record_package({
            "package_id": self._ledger.new_uid(), "kind": self._kind.code, "recipient": self._kind.recipient,
            "parcel_uid": uid, "parcels": [uid], "folder_name": name, "path": str(final),
            "code": code, "root_sha256": hashlib.sha256(root).hexdigest(), "root_sm3": sm3(root)}, verdict)

    def _fill(self, work: Path, name: str, evidence: Evidence, number: str) -> str:
        """Write everything of a bag and return its code."""
        data = work / "data"
        pictures = self._windows(evidence, work / "windows", number)
        sheet = data / FOLDERS["sheet"] / f"{number}.pdf"
        self._printer.print(evidence, pictures, self._sheet_facts(), sheet)
        scenes = self._imagery(work, pictures)
        write_overlap_csv(data / FOLDERS["tables"] / "overlap.csv", evidence)
        write_overlap_book(data / FOLDERS["tables"] / "overlap.xlsx", evidence, [self.method()],
                           self._ledger.meta["name"], self._created)
        if self._kind.profile.get("vector"):
            write_parcel_gpkg(data / FOLDERS["vector"] / "parcel.gpkg", evidence, self._srs(), self._stamp,
                              bool(self._kind.profile.get("attributes")))
        own = self._ledger.events(evidence.parcel.parcel_uid) if self._kind.profile.get("journal") == "bodies" else ()
        self._journal.write(data / FOLDERS["journal"] / "events.ndjson", own)
        write_text(data / "package.json", json.dumps(
            self._index(work, name, evidence, scenes), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        return finish_bag(work, {
            "Bagging-Date": self._today, "Bag-Software-Agent": f"farmland_plugin {version()}",
            "Source-Organization": f"{self._ledger.meta['name']} ({self._ledger.meta['county']})",
            "External-Identifier": name, "External-Description": f"{self._kind.title} {evidence.parcel.source_no}",
        }, {INSTRUCTIONS: instructions()})

    def _imagery(self, work: Path, pictures: Mapping[str, Picture]) -> List[Dict[str, Any]]:
        """Move the windows into the payload (or drop them) and return what they were cut from."""
        listed = []
        for when, picture in sorted(pictures.items()):
            target = work / "data" / FOLDERS["imagery"] / picture.path.name
            included = bool(self._kind.profile.get("imagery"))
            if included:
                target.parent.mkdir(parents=True, exist_ok=True)
                picture.path.replace(target)
            scene = picture.scene
            listed.append({
                "when": when, "scene_id": scene.scene_id, "role": scene.role, "captured": scene.captured,
                "source": scene.source, "resolution_m": f"{scene.resolution_m:.4f}", "sha256": scene.sha256,
                "crs": scene.crs, "window": target.relative_to(work).as_posix() if included else None})
        if (work / "windows").exists():
            shutil.rmtree(work / "windows")
        return listed

    def _index(self, work: Path, name: str, evidence: Evidence, scenes: List[Dict[str, Any]]) -> Dict[str, Any]:
        """Return the contents of ``package.json``: every parcel, file, hash, layer, CRS, rule and version."""
        meta = self._ledger.meta
        _, seq, chain_hash, chain_sm3 = self._journal.head
        files = []
        for path in files_under(work / "data"):
            sha256, sm3_hex, size = digests(work / "data" / path)
            files.append({"path": f"data/{path}", "size": size, "sha256": sha256, "sm3": sm3_hex})
        return {
            "format": "farmland-package", "version": 1, "package": name, "kind": self._kind.code,
            "recipient": self._kind.recipient, "profile": dict(self._kind.profile), "made_on": self._today,
            "county": meta["county"],
            "ledger": {"uuid": meta["ledger_uuid"], "name": meta["name"], "head_seq": seq, "head_hash": chain_hash,
                       "head_sm3": chain_sm3, "rule_version": meta["rule_version"]},
            "software": {"farmland_plugin": version(), "qgis": Qgis.QGIS_VERSION},
            "crs": {"epsg": self._ledger.epsg, "wkt": self._ledger.crs_wkt},
            "area_rule": {**{k: str(v) for k, v in self._ledger.area_rule.to_dict().items()},
                          "text": self._ledger.area_rule.text()},
            "parcels": [self._parcel(evidence)],
            "layers": [{"redline_id": r.redline_id, "role": r.role, "name": r.name, "vintage": r.vintage,
                        "sha256": r.sha256, "features": r.features, "repaired": r.repaired,
                        "source_crs": r.source_crs} for r in evidence.redlines],
            "scenes": scenes, "files": files,
        }

    def _parcel(self, evidence: Evidence) -> Dict[str, Any]:
        parcel, case, batch = evidence.parcel, evidence.case, evidence.batch
        monitored = parcel.monitored_area_m2
        full = bool(self._kind.profile.get("attributes"))
        return {
            "parcel_uid": parcel.parcel_uid, "source_no": parcel.source_no, "township": parcel.township,
            "village": parcel.village, "monitored_area_m2": None if monitored is None else str(monitored),
            "area_m2": str(parcel.area_m2), "geom_hash": parcel.geom_hash, "source_crs": parcel.source_crs,
            "repair": parcel.repair, "attributes": parcel.attributes if full else {},
            "batch": {"batch_id": batch.batch_id, "name": batch.name, "source": batch.source, "sha256": batch.sha256,
                      "remediate_by": batch.remediate_by},
            "status": case.status, "finding": case.finding, "disposition": case.disposition,
            "category": case.category, "note": case.note, "surveyed_on": case.surveyed_on,
            "surveyors": evidence.surveyors, "round": case.round, "last_seq": case.last_seq,
            "overlaps": [overlap_dict(row) for row in evidence.rows],
            "screenings": [{"redline_id": s.redline_id, "covered_m2": str(s.covered_m2),
                            "uncovered_m2": str(s.uncovered_m2), "double_m2": str(s.double_m2),
                            "closure_m2": f"{s.closure_m2:.2e}", "screened_at": s.screened_at}
                           for s in evidence.screenings],
        }

    def method(self) -> str:
        """Return the sentence about areas that is printed on sheets and tables."""
        return area_rule_words(self._ledger.area_rule)

    def _sheet_facts(self) -> SheetFacts:
        _, seq, _, chain_sm3 = self._journal.head
        made = tr("{crs}   made {date}").format(crs=self._printer.crs_text(), date=self._today)
        digest = f"SHA-256 {{seal}}   journal #{seq}   SM3 {chain_sm3[:16]}   rules {self._ledger.meta['rule_version']}"
        return SheetFacts(self._kind.title, self._kind.secrecy, made, self.method(), digest)

    def _srs(self) -> Tuple[int, str, str]:
        return self._ledger.epsg, f"EPSG:{self._ledger.epsg}", self._ledger.crs_wkt

    def _self_check(self, made: Path, code: str) -> str:
        """Return the verifier's verdict of the finished package: complete, for its origin is proved to others only."""
        report = verify_package(made)
        if report.verdict != COMPLETE or report.code != code:
            raise FarmlandError(tr("{name} failed its own check ({reason}): nothing was written."), name=made.name,
                                reason=report.words())
        return report.verdict


def sync_folder(folder: Path) -> None:
    """Force a folder's own entries to the disk, where the system can (Windows has no handle to a folder)."""
    if os.name == "posix":
        handle = os.open(str(folder), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def instructions() -> str:
    """Return the text that tells a recipient how to check a package with tools at hand."""
    return tr(
        "How to check this package\n"
        "=========================\n"
        "1. The package code is the first 16 digits of the SM3 of tagmanifest-sha256.txt. Compare it with the code\n"
        "   the sender gave you on another way (stamped letter, register):\n"
        "     openssl dgst -sm3 tagmanifest-sha256.txt\n"
        "2. Every file, on Linux and macOS, in this folder:\n"
        "     sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt\n"
        "3. Every file, on Windows, in PowerShell in this folder (no line printed = nothing changed):\n"
        "     foreach ($m in 'tagmanifest-sha256.txt','manifest-sha256.txt') {{ Get-Content $m -Encoding UTF8 |\n"
        "     % {{ $h,$f = $_ -split '  ',2; if ((Get-FileHash -LiteralPath $f).Hash -ne $h) {{ 'CHANGED ' + $f }} }} }}\n"
        "4. One file, on Windows:\n"
        "     certutil -hashfile \"data\\package.json\" SHA256\n"
        "5. With the BagIt reference tool: python -m bagit --validate .\n"
        "6. In QGIS: toolbox, Farmland enforcement, Verify package; with the code it also proves the origin.\n"
        "A sound package shows that nothing was changed since it was made; it does not show that a photo tells the\n"
        "truth or who held the pen.\n").format()


def blocked_entry(evidence: Evidence, lacking: Any) -> Dict[str, Any]:
    """Return a parcel that got no package, with what it lacks and how to mend it, for the report."""
    return {"parcel_uid": evidence.parcel.parcel_uid, "source_no": evidence.parcel.source_no,
            "missing": [{"code": item.code, "what": item.what, "fix": item.fix} for item in lacking]}


