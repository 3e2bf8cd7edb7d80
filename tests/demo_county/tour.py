"""The county's day without a window: every step through ``qgis_process``, every count held against ``truth.json``.

``python -m tests.demo_county.tour --output build/demo`` starts afresh each time and ends with exit status 1 when a step fails
or a count is not what the demo county was made with.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

Results = dict[str, Any]
ROLES_TO_CHECK = ("landuse", "permanent_farmland", "ecological")
IMPORTED_BATCHES = {"wp2026q1": "satellite", "ducha2026": "inspection", "jiezhi": "self_check", "jubao2026": "tip"}  # -> source


class StepFailed(Exception):
    """A step of the tour ended with an error."""


class Tour:
    """Runs the steps, prints a line for each, and keeps the counts that disagree with the truth."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.input = output / "input"
        self.ledger = output / "ledger.gpkg"
        self.truth: dict[str, Any] = {}
        self.wrong: list[str] = []

    # -- running and printing ---------------------------------------------------------------------------------

    def algorithm(self, name: str, **inputs: object) -> Results:
        """Run one algorithm of the provider and return its outputs."""
        given = [f"{key}={value}" for key, value in inputs.items()]
        done = subprocess.run(
            ["qgis_process", "run", f"farmland:{name}", "--json", "--", *given], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise StepFailed(f"farmland:{name}: {reason(done.stderr) or reason(done.stdout)}")
        return json.loads(done.stdout[done.stdout.index("{") :])["results"]

    def line(self, step: str, said: str, started: float) -> None:
        """Print one row of the table."""
        print(f"{padded(step, 36)} {padded(said, 66)} {time.monotonic() - started:6.1f} s", flush=True)

    def expect(self, what: str, found: object, wanted: object) -> None:
        """Note a count that is not what it should be."""
        if found != wanted:
            self.wrong.append(f"{what}: {found}, the demo county has {wanted}")

    # -- steps ------------------------------------------------------------------------------------------------

    def make_county(self) -> None:
        """Write the demo county's files."""
        started = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "tests.demo_county", "--size", "small", "--out", str(self.input)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self.truth = json.loads((self.input / "truth.json").read_text(encoding="utf-8"))
        parcels, layers = len(self.truth["parcels"]), len(self.truth["layers"])
        self.line("demo county", f"{parcels} parcels, {layers} red-line layers", started)

    def create(self) -> None:
        """Create the ledger."""
        started = time.monotonic()
        county = self.truth["county"]
        crs = f"EPSG:{self.truth['epsg']}"
        made = self.algorithm("createledger", LEDGER=self.ledger, COUNTY=county["code"], NAME=county["name"], CRS=crs)
        self.line("createledger", made["LEDGER"], started)

    def import_batches(self) -> None:
        """Import the national issue, the inspection batch, the boundary files and the tips."""
        for batch, source in IMPORTED_BATCHES.items():
            started = time.monotonic()
            about = self.truth["batches"][batch]
            more = {"LAYER": about["layer"]} if "layer" in about else {}
            path = self.input / str(about.get("file") or about["folder"])
            got = self.algorithm(
                "importparcels", LEDGER=self.ledger, INPUT=path, BATCH=batch, SOURCE=source,
                REMEDIATE_BY="2026-10-31", ACCEPT_BY="2026-11-30", **more,
            )  # fmt: skip
            read = sum(count for file, count in self.truth["rows"].items() if self.is_of(file, path))
            held = sum(self.is_of(row["file"], path) for row in self.truth["quarantined"])
            self.expect(f"{path.name}: rows read", got["READ"], read)
            self.expect(f"{path.name}: quarantined", got["QUARANTINED"], held)
            self.expect(f"{path.name}: imported", got["IMPORTED"], read - held)
            broken = sum(count for file, count in self.truth["invalid_parcels"].items() if self.is_of(file, path))
            self.expect(f"{path.name}: repaired", got["REPAIRED"], broken)
            self.expect(f"{path.name}: clues", got["CLUES"], about.get("points", 0))
            before = set(IMPORTED_BATCHES) - {batch}
            shared = {p["b"] for p in self.truth["pairs"] if p["b_batch"] == batch and p["a_batch"] in before}
            self.expect(f"{path.name}: overlapping", got["OVERLAPPING"], len(shared))
            said = f"read {got['READ']} = imported {got['IMPORTED']} + quarantined {got['QUARANTINED']}"
            said += f"; repaired {got['REPAIRED']}, overlapping {got['OVERLAPPING']}"
            said += f", clues {got['CLUES']}" if got["CLUES"] else ""
            self.line(f"importparcels {path.name}", said, started)

    @staticmethod
    def is_of(file: str, path: Path) -> bool:
        """Whether a file named in the truth is the given input or lies in the given folder."""
        return Path(file).name == path.name or path.name in Path(file).parts

    def register_redlines(self) -> None:
        """Register every red line and the villages."""
        villages = {"role": "village", "file": self.truth["admin"]["file"], "layer": "CJDCQ", "epsg": self.truth["epsg"]}
        for about in [*self.truth["layers"], villages]:
            started = time.monotonic()
            got = self.algorithm(
                "registerredline", LEDGER=self.ledger, INPUT=self.input / about["file"], LAYER=about["layer"], ROLE=about["role"],
                NAME=about["layer"], VINTAGE="2026-01-01",
            )  # fmt: skip
            self.expect(f"{about['file']}: features", got["FEATURES"], about.get("features", self.truth["admin"]["villages"]))
            self.expect(f"{about['file']}: repaired", got["REPAIRED"], about.get("invalid", 0))
            said = f"{got['FEATURES']} features, repaired {got['REPAIRED']}, sha256 {got['SHA256'][:12]}…"
            self.line(f"registerredline {about['role']}", said, started)

    def screen(self) -> None:
        """Screen every parcel and compare the areas with those of plain shapely."""
        started = time.monotonic()
        got = self.algorithm("screenparcels", LEDGER=self.ledger)
        self.expect("parcels screened", got["SCREENED"], len(self.imported()))
        self.expect("parcels outside the land-use layer", got["OUTSIDE"], sum(row["outside"] for row in self.imported()))
        said = f"{got['SCREENED']} parcels, {got['OVERLAPS']} overlaps, {got['OUTSIDE']} outside, engine {got['SECONDS']:.1f} s"
        self.line("screenparcels", said, started)
        started = time.monotonic()
        worst = self.compare_areas()
        self.line("  against shapely's areas", f"largest difference {worst:.4%} of a parcel's area", started)
        if worst > 0.001:
            self.wrong.append(f"screened areas differ from the truth by up to {worst:.3%} of a parcel")

    def imported(self) -> list[dict[str, Any]]:
        """Return the truth's parcels of the imported batches."""
        return [row for row in self.truth["parcels"] if row["batch"] in IMPORTED_BATCHES and row["special"] != "point_only"]

    def compare_areas(self) -> float:
        """Return the largest difference of an overlap to the truth as a share of the parcel (planar there, ellipsoidal here)."""
        sql = (
            "SELECT b.name, p.source_no, o.role, o.class_code, o.area_m2 FROM overlap o "
            "JOIN parcel p USING (parcel_uid) JOIN batch b USING (batch_id)"
        )
        found: dict[tuple[str, str, str], Counter[str]] = {}
        for batch, number, role, code, area in self.query(sql):
            found.setdefault((batch, number, role), Counter())[code] += float(area)
        worst = 0.0
        twice = Counter((row["batch"], row["number"]) for row in self.imported())
        for row in self.imported():
            if row["special"] or twice[row["batch"], row["number"]] > 1:
                continue
            for role in ROLES_TO_CHECK:
                classes = found.get((row["batch"], row["number"], role), Counter())
                for code, area in row["cover"].get(role, {}).items():
                    if code != "*":
                        worst = max(worst, abs(classes[code] - area) / row["area_m2"])
        return worst

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Read the ledger as any SQLite tool would."""
        connection = sqlite3.connect(f"{self.ledger.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def locate(self) -> None:
        """Find township and village of every parcel."""
        started = time.monotonic()
        got = self.algorithm("locateparcels", LEDGER=self.ledger, REPORT=self.output / "places.html")
        for output, key in (("LOCATED", "located"), ("OUTSIDE", "outside"), ("DIFFER", "differ")):
            lines = self.truth["places"]["batches"]
            self.expect(f"parcels {key}", got[output], sum(lines[batch][key] for batch in IMPORTED_BATCHES))
        said = f"{got['LOCATED']} located, {got['DIFFER']} elsewhere than issued, {got['OUTSIDE']} outside"
        self.line("locateparcels", said, started)

    def reconcile(self, wanted: str, output: str) -> None:
        """Add the batches up, ground that several name counted once, and compare with what they were made of."""
        started = time.monotonic()
        truth = self.truth["reconciliation"][wanted]
        got = self.algorithm("reconcilebatches", LEDGER=self.ledger, OUTPUT=self.output / output)
        for key in ("SUM", "OVERLAP", "TOTAL", "PENDING"):
            self.expect(f"reconciliation ({wanted}): {key.lower()}", got[key], truth[key.lower()])
        for key in ("SUM_MU", "OVERLAP_MU", "TOTAL_MU"):
            self.expect(f"reconciliation ({wanted}): {key.lower()}", f"{got[key]:.2f}", truth[key.lower()])
        said = f"{got['SUM']} − {got['OVERLAP']} = {got['TOTAL']} parcels, {got['TOTAL_MU']:.2f} mu"
        said += f"; {got['PENDING']} pairs not decided"
        self.line("reconcilebatches", said, started)

    def issue_again(self) -> None:
        """Import the second issue of the national batch."""
        started = time.monotonic()
        about = self.truth["reissue"]
        got = self.algorithm(
            "importparcels", LEDGER=self.ledger, INPUT=self.input / about["file"], BATCH="wp2026q1_r2", SOURCE="satellite",
            REISSUE_OF=about["of"],
        )  # fmt: skip
        self.expect("second issue: imported", got["IMPORTED"], about["rows"] - about["quarantined"])
        verdicts = Counter(verdict for (verdict,) in self.query("SELECT verdict FROM reissue"))
        wanted = {"same": about["same"], "changed": len(about["changed"]), "added": len(about["added"]),
                  "withdrawn": len(about["withdrawn"])}  # fmt: skip
        self.expect("second issue", dict(verdicts), wanted)
        said = ", ".join(f"{count} {verdict}" for verdict, count in wanted.items())
        self.line(f"importparcels {about['file']}", said, started)

    def register_imagery(self) -> None:
        """Register the scenes before and after."""
        for scene in self.truth["scenes"]:
            started = time.monotonic()
            got = self.algorithm(
                "registerimagery", LEDGER=self.ledger, INPUT=self.input / scene["file"], CAPTURED=scene["captured"],
                ROLE=scene["role"], SOURCE=scene.get("source", "demo"),
            )  # fmt: skip
            self.line(f"registerimagery {scene['role']}", f"{scene['file']}, scene {got['SCENE_ID']}", started)

    def record_findings(self) -> None:
        """Take a field copy, record the townships' findings in it, and bring it home."""
        started = time.monotonic()
        copy = self.output / "field_copy.gpkg"
        self.algorithm("fieldcopy", LEDGER=self.ledger, WHO="demo", OUTPUT=copy)
        self.line("fieldcopy", copy.name, started)
        started = time.monotonic()
        findings = self.truth["findings"]
        good = self.good_findings()
        got = self.algorithm("recordfindings", LEDGER=copy, INPUT=self.input / findings["file"])
        self.expect("findings applied", got["APPLIED"], len(good))
        self.expect("findings refused", got["REFUSED"], findings["rows"] - len(good))
        said = f"in the field copy: {got['APPLIED']} applied, {got['REFUSED']} refused"
        self.line("recordfindings", said, started)
        started = time.monotonic()
        home = self.algorithm("mergeledgers", LEDGER=self.ledger, INPUT=copy)
        self.expect("parcels merged", home["MERGED"], got["APPLIED"])
        self.expect("conflicts", home["CONFLICTS"], 0)
        self.line("mergeledgers", f"{home['MERGED']} parcels came home, {home['CONFLICTS']} conflicts", started)

    def keep(self) -> None:
        """Back the ledger up, and verify it against that backup."""
        started = time.monotonic()
        backup = self.output / "backup.gpkg"
        made = self.algorithm("backupledger", LEDGER=self.ledger, OUTPUT=backup)
        self.line("backupledger", f"{backup.name}, sha256 {made['SHA256'][:12]}…", started)
        started = time.monotonic()
        got = self.algorithm("verifyledger", LEDGER=self.ledger, ANCHORS=backup)
        self.expect("breaks of the journal", got["BREAKS"], 0)
        self.expect("verdict", got["VERDICT"], "anchored")
        said = f"{got['EVENTS']} events, {got['BREAKS']} breaks, {got['VERDICT']} up to {got['ANCHORED']}"
        self.line("verifyledger", said, started)

    def good_findings(self) -> list[dict[str, Any]]:
        """Return the truth's findings that can be recorded: those of the imported batches."""
        return [row for row in self.truth["findings"]["good"] if row["batch"] in IMPORTED_BATCHES]

    def export_packages(self) -> list[Path]:
        """Export the evidence of the first violations inside the scenes."""
        started = time.monotonic()
        seen = {(row["batch"], row["number"]) for row in self.imported() if row["in_scene"]}
        numbers = [
            row["number"] for row in self.truth["findings"]["good"]
            if row["finding"] == "nonfarm_violation" and (row["batch"], row["number"]) in seen
        ][:5]  # fmt: skip
        listed = ", ".join(f"'{number}'" for number in numbers)
        where = f"\"screened\" = 1 AND \"finding\" = 'nonfarm_violation' AND \"source_no\" IN ({listed})"
        folder = self.output / "packages"
        folder.mkdir()
        got = self.algorithm(
            "exportpackages", LEDGER=self.ledger, KIND="evidence", WHERE=where, RECIPIENT="upper", OUTPUT=folder
        )
        self.expect("packages", got["PACKAGES"], len(numbers))
        self.line("exportpackages", f"{got['PACKAGES']} packages, {got['BLOCKED']} blocked, in {folder}", started)
        return sorted(path.parent for path in folder.rglob("bagit.txt"))

    def verify_packages(self, packages: list[Path]) -> None:
        """Verify each package with the program, and with what anyone has: bagit.py and sha256sum."""
        self.expect("package folders", bool(packages), True)
        for number, package in enumerate(packages):
            started = time.monotonic()
            report = self.output / f"verify-{number + 1}.json"
            got = self.algorithm("verifypackage", INPUT=package, LEDGER=self.ledger, REPORT=report)
            others = [self.other_tool(sys.executable, "-m", "bagit", "--validate", str(package))]
            if shutil.which("sha256sum"):
                others.append(self.other_tool("sha256sum", "--quiet", "-c", "manifest-sha256.txt", folder=package))
            if not all(others):
                self.wrong.append(f"{package.name}: bagit.py or sha256sum finds the package damaged")
            said = f"{got['VERDICT']} ({got['LEVEL']}); bagit.py and sha256sum: {'agree' if all(others) else 'DISAGREE'}"
            self.line(f"verifypackage {number + 1}", said, started)

    @staticmethod
    def other_tool(*command: str, folder: Path | None = None) -> bool:
        """Whether another program is content."""
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0

    def export_lists(self, wanted: str, output: str) -> None:
        """Write the county's lists: nobody decided about pairs, so that only a new issue takes parcels out of them."""
        started = time.monotonic()
        truth = self.truth["reconciliation"][wanted]
        got = self.algorithm("exportlists", LEDGER=self.ledger, AS_OF="2026-11-15", OUTPUT=self.output / output)
        if wanted == "all":
            cleared = [row for row in self.good_findings() if row["finding"] in ("legal", "false_change")]
            self.expect("problems", got["PROBLEMS"], len(self.imported()) - len(cleared))
        self.expect(f"parcels in the lists ({wanted})", got["COUNTED"], truth["sum"])
        self.expect(f"pairs not decided in the lists ({wanted})", got["PENDING"], truth["pending"])
        self.expect("remediated + unremediated", got["REMEDIATED"] + got["UNREMEDIATED"], got["PROBLEMS"])
        said = f"{got['COUNTED']} counted, {got['PROBLEMS']} problems = {got['REMEDIATED']} remediated"
        said += f" + {got['UNREMEDIATED']} not yet; {got['OVERDUE']} overdue"
        self.line("exportlists", said, started)

    def run(self) -> None:
        """Go through the whole day."""
        if self.output.exists():
            shutil.rmtree(self.output)
        self.output.mkdir(parents=True)
        self.make_county()
        self.create()
        self.import_batches()
        self.register_redlines()
        self.locate()
        self.reconcile("all", "reconciliation.xlsx")
        self.screen()
        self.register_imagery()
        self.record_findings()
        self.verify_packages(self.export_packages())
        self.export_lists("all", "lists.xlsx")
        self.issue_again()
        self.reconcile("reissued", "reconciliation.html")
        self.export_lists("reissued", "lists_reissued.xlsx")
        self.keep()


def reason(text: str) -> str:
    """Return the line of a program's output that says why."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith(("QStandardPaths", "Warning", "Logged warning"))]
    return said[-1] if said else ""


def padded(text: str, width: int) -> str:
    """Return a text cut or filled to a width on the screen, where a Chinese sign takes two columns."""
    shown, used = "", 0
    for sign in text:
        used += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if used > width:
            return f"{shown[:-1]}…"
        shown += sign
    return shown + " " * (width - used)


def main() -> int:
    """Run the tour and return the exit status."""
    parser = argparse.ArgumentParser(description="Run the whole job, headless, on the demo county.")
    parser.add_argument("--output", type=Path, required=True)
    tour = Tour(parser.parse_args().output.absolute())
    started = time.monotonic()
    try:
        tour.run()
    except (StepFailed, subprocess.CalledProcessError) as error:
        print(f"demo: stopped: {error}", file=sys.stderr)
        tour.wrong.append("not every step was reached")
    for line in tour.wrong:
        print(f"demo: disagrees: {line}", file=sys.stderr)
    verdict = "NOT all counts agree" if tour.wrong else "all counts agree with truth.json"
    print(f"\n{verdict}, {time.monotonic() - started:.0f} s")
    for name in ("ledger.gpkg", "backup.gpkg", "packages", "lists.xlsx", "lists_reissued.xlsx", "reconciliation.xlsx", "input"):
        print(f"  {tour.output / name}")
    return 1 if tour.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
