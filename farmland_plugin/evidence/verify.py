"""The check of an evidence package, offline and by itself: ``python verify.py PACKAGE [CODE]``.

Standard library only: with ``sources.py`` beside it this file runs on any Python >= 3.9, without QGIS.

L0 complete: the bag's manifests hold, nothing is unlisted, no name is dangerous.
L1 origin: the code typed from the stamped sheet, or the ledger's own record, is the code of this package.
L2 consistent: index, tables, geometry and journal inside the package agree with each other (and with the ledger).

It does not prove that a photo shows the truth, nor who really held the pen.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
import sys
import tempfile
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

try:
    from ..domain.journal import sm3
    from ..i18n import tr
    from .sources import Source, Unreadable, open_source, unsafe_path
except ImportError:  # run as a file of its own
    from sources import Source, Unreadable, open_source, unsafe_path  # type: ignore[no-redef]

    def sm3(data: bytes) -> str:
        """Return SM3 as hex, from OpenSSL."""
        return hashlib.new("sm3", data).hexdigest()

    def tr(text: str) -> str:
        """Return the text as it is."""
        return text


GENESIS = "0" * 64
PROVED, COMPLETE, ALTERED, UNVERIFIABLE = "proved", "complete", "altered", "unverifiable"
_DETACHED = (".sig", ".tsq", ".tsr")  # signature and time stamp of the tag manifest cannot be listed in it
_SUM_LINE = re.compile("^([0-9a-f]{64})  ([^\ufffd]+)$")
_MOST_MANIFEST = 16 * 1024**2  # bytes: 50 000 files with the longest names
_MOST_STRANGE = 100
_MOST_STEPS = 20  # million steps of SQLite in a package's GeoPackage: a view can be made to run for ever
_LITTER = ("thumbs.db", "desktop.ini", ".ds_store")
_REQUIRED = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "sm3sums.txt", "tagmanifest-sha256.txt",
             "data/package.json")


def package_code(tag_manifest: bytes) -> str:
    """Return the package code: the first 16 hexadecimal digits of the SM3 of ``tagmanifest-sha256.txt``."""
    return sm3(tag_manifest)[:16]


@dataclass
class LedgerFacts:
    """What a ledger says of packages and parcels, for comparison.

    :param codes: package name -> recorded code. :param geom_hashes: parcel_uid -> hash of the polygon as issued.
    :param event_hashes: journal sequence -> event hash. :param uuid: which ledger it is. :param name: what it is called.
    """

    codes: Mapping[str, str]
    geom_hashes: Mapping[str, str]
    event_hashes: Mapping[int, str]
    uuid: str = ""
    name: str = ""


@dataclass
class Report:
    """What was checked and found; ``broken`` entries are ``(level, subject, sentence)``."""

    package: str
    code: str = ""
    origin: str = ""
    unverifiable: str = ""
    checked: List[str] = field(default_factory=list)
    remarks: List[str] = field(default_factory=list)
    broken: List[Tuple[str, str, str]] = field(default_factory=list)

    def fail(self, level: str, subject: str, sentence: str) -> None:
        """Note that something does not hold."""
        self.broken.append((level, subject, sentence))

    @property
    def verdict(self) -> str:
        """``proved``, ``complete``, ``altered`` or ``unverifiable``."""
        if self.broken:
            return ALTERED
        if self.unverifiable:
            return UNVERIFIABLE
        return PROVED if self.origin else COMPLETE

    @property
    def level(self) -> str:
        """The highest level reached with none below it left open; '' when not even L0 holds."""
        failed = {level for level, _, _ in self.broken}
        if self.unverifiable or "L0" in failed:
            return ""
        if "L1" in failed or not self.origin:
            return "L0"
        return "L1" if "L2" in failed else "L2"

    def words(self) -> str:
        """Return the verdict as one sentence for people."""
        if self.verdict == UNVERIFIABLE:
            return tr("Cannot be verified: {reason}").format(reason=self.unverifiable)
        if self.verdict == ALTERED:
            _, subject, sentence = self.broken[0]
            more = len(self.broken) - 1
            text = tr("Altered: {subject}: {sentence}").format(subject=subject, sentence=sentence)
            return text + (tr(" (and {count} more)").format(count=more) if more else "")
        if self.verdict == PROVED:
            return tr("Consistent, and its origin is proved ({origin})").format(origin=self.origin)
        return tr("Content complete, origin not proved")

    def to_dict(self) -> Dict[str, Any]:
        """Return the report for JSON."""
        return {
            "package": self.package, "verdict": self.verdict, "level": self.level, "words": self.words(),
            "code": self.code, "origin": self.origin, "checked": self.checked, "remarks": self.remarks,
            "broken": [{"level": a, "subject": b, "sentence": c} for a, b, c in self.broken],
            "does_not_prove": tr("That a photo shows the truth, or who really signed."),
        }


class _Check:
    """One run over one package."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.report = Report(source.name)
        self.sha: Dict[str, str] = {}
        self.sm3: Dict[str, str] = {}

    def run(self, code: str, ledger: Optional[LedgerFacts]) -> Report:
        missing = [name for name in _REQUIRED if name not in self.source.sizes]
        if "bagit.txt" in missing or "tagmanifest-sha256.txt" in missing:
            self.report.unverifiable = tr("{name} is not there: this is not a package of ours").format(name=missing[0])
            return self.report
        for name in missing:
            self.report.fail("L0", name, tr("is missing"))
        try:
            self._complete()
            of_this = ledger if ledger is None or self._is_of(ledger) else None
            self._origin(code, of_this)
            self._consistent(of_this)
            if of_this is not ledger:
                self._foreign(ledger)
        except Unreadable as error:
            self.report.fail("L0", self.source.name, str(error))
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):  # the index is of another shape
            self.report.fail("L2", "data/package.json", tr("cannot be read"))
        return self.report

    # L0 ---------------------------------------------------------------------------------------------------------
    def _complete(self) -> None:
        for name, reason in self.source.problems:
            self.report.fail("L0", name, reason)
        folded: Dict[str, str] = {}
        for name in self.source.sizes:
            reason = unsafe_path(name)
            if reason:
                self.report.fail("L0", name, reason)
            twin = folded.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if twin != name:
                self.report.fail("L0", name, tr("differs from {twin} in upper and lower case only").format(twin=twin))
        self._digest()
        tags = self._manifest("tagmanifest-sha256.txt", self.sha)
        payload = self._manifest("manifest-sha256.txt", self.sha)
        sums = self._manifest("sm3sums.txt", self.sm3)
        for name in sorted(set(payload) ^ set(sums)):
            self.report.fail("L0", name, tr("is in only one of manifest-sha256.txt and sm3sums.txt"))
        for name in self.source.sizes:
            self._listed(name, payload, tags)
        self._oxum()
        self.report.checked.append(tr("{count} files against SHA-256 and SM3").format(count=len(payload)))

    def _digest(self) -> None:
        """Hash every file once, both ways."""
        for name in self.source.sizes:
            content = b"".join(self.source.blocks(name))
            self.sha[name] = hashlib.sha256(content).hexdigest()
            self.sm3[name] = sm3(content)

    def _manifest(self, manifest: str, found: Mapping[str, str]) -> Dict[str, str]:
        """Read a manifest, compare its sums with ``found`` and return it."""
        listed: Dict[str, str] = {}
        if self.source.sizes.get(manifest, 0) > _MOST_MANIFEST:
            self.report.fail("L0", manifest, tr("is too large for a list of checksums"))
            return listed
        *lines, rest = b"".join(self.source.blocks(manifest)).split(b"\n") if manifest in self.source.sizes else [b""]
        strange = 0
        for number, line in enumerate([*lines, rest] if rest else lines, 1):
            match = _SUM_LINE.match(line.decode("utf-8", "replace"))
            name = match.group(2) if match else ""
            if match is None or unsafe_path(name) or name in listed or (rest and number > len(lines)):
                self.report.fail("L0", manifest, tr("line {number} is not a checksum line").format(number=number))
                strange += 1
                if strange == _MOST_STRANGE:
                    break
                continue
            listed[name] = match.group(1)
            if name not in found:
                self.report.fail("L0", name, tr("is listed in {manifest} but missing").format(manifest=manifest))
            elif found[name] != match.group(1):
                self.report.fail("L0", name, tr("does not match its checksum in {manifest}").format(manifest=manifest))
        return listed

    def _listed(self, name: str, payload: Mapping[str, str], tags: Mapping[str, str]) -> None:
        if name in payload or name in tags or name == "tagmanifest-sha256.txt":
            return
        if name.rsplit("/", 1)[-1].lower() in _LITTER:
            self.report.remarks.append(tr("{name} was left by the operating system").format(name=name))
        elif name.startswith("tagmanifest-sha256.txt") and name.endswith(_DETACHED):
            self.report.remarks.append(tr("{name} is a detached signature, not checked here").format(name=name))
        else:
            self.report.fail("L0", name, tr("is in no manifest: it was added afterwards"))

    def _oxum(self) -> None:
        lines = dict(line.split(": ", 1) for line in self._text("bag-info.txt").splitlines() if ": " in line)
        files = [size for name, size in self.source.sizes.items()
                 if name.startswith("data/") and name.rsplit("/", 1)[-1].lower() not in _LITTER]
        if lines.get("Payload-Oxum") != f"{sum(files)}.{len(files)}":
            self.report.fail("L0", "bag-info.txt", tr("states another number of files or bytes than are here"))

    # L1 ---------------------------------------------------------------------------------------------------------
    def _origin(self, code: str, ledger: Optional[LedgerFacts]) -> None:
        self.report.code = package_code(b"".join(self.source.blocks("tagmanifest-sha256.txt")))
        typed = "".join(ch for ch in unicodedata.normalize("NFKC", code).lower() if ch.isalnum())
        if typed:
            if typed == self.report.code:
                self.report.origin = tr("the typed code matches")
            else:
                self.report.fail("L1", self.source.name, tr("the typed code {typed} is not this package's {code}").format(
                    typed=typed, code=self.report.code))
        if ledger is None:
            return
        recorded = ledger.codes.get(str(self._index().get("package", self.source.name)))
        if recorded is None:
            self.report.remarks.append(tr("the ledger has no record of this package"))
        elif recorded == self.report.code:
            self.report.origin = self.report.origin or tr("the ledger recorded the same code")
        else:
            self.report.fail("L1", self.source.name, tr("the ledger recorded the code {recorded}, this is {code}").format(
                recorded=recorded, code=self.report.code))

    def _is_of(self, ledger: LedgerFacts) -> bool:
        """Whether a package was made from this ledger; one the ledger recorded is, whatever it says of itself."""
        index = self._index()
        said = index.get("ledger", {}).get("uuid") if isinstance(index.get("ledger"), dict) else None
        return not ledger.uuid or not said or said == ledger.uuid or index.get("package", self.source.name) in ledger.codes

    def _foreign(self, ledger: Optional[LedgerFacts]) -> None:
        """Say that a package cannot be held against a ledger it was not made from; only a typed code proves it then."""
        head, name = self._index().get("ledger", {}), "" if ledger is None else ledger.name
        sentence = tr("it was made from another ledger ({theirs}), not from {ours}: choose that ledger, or none").format(
            theirs=head.get("name", "?"), ours=name or "?")
        if self.report.origin:
            self.report.remarks.append(sentence)
        else:
            self.report.unverifiable = sentence

    # L2 ---------------------------------------------------------------------------------------------------------
    def _consistent(self, ledger: Optional[LedgerFacts]) -> None:
        index = self._index()
        if not index:
            return
        self._files(index)
        self._overlaps(index)
        self._vector(index)
        self._events(index, ledger)
        if ledger is None:
            return
        for parcel in index.get("parcels", []):
            known = ledger.geom_hashes.get(parcel.get("parcel_uid", ""))
            if known is None:
                self.report.fail("L2", str(parcel.get("source_no")), tr("is not in the ledger"))
            elif known != parcel.get("geom_hash"):
                self.report.fail("L2", str(parcel.get("source_no")), tr("the polygon differs from the ledger's"))

    def _index(self) -> Dict[str, Any]:
        """Return ``package.json``, or {} when it cannot be read (which is noted once)."""
        try:
            index = json.loads(self._text("data/package.json"))
        except (ValueError, RecursionError):
            index = None
        if not isinstance(index, dict):
            if not any(subject == "data/package.json" for _, subject, _ in self.report.broken):
                self.report.fail("L2", "data/package.json", tr("cannot be read"))
            return {}
        return index

    def _files(self, index: Mapping[str, Any]) -> None:
        listed = {entry["path"]: entry for entry in index.get("files", [])}
        here = {name for name in self.sha if name.startswith("data/") and name != "data/package.json"
                and name.rsplit("/", 1)[-1].lower() not in _LITTER}
        for name in sorted(here ^ set(listed)):
            self.report.fail("L2", name, tr("package.json and the folder disagree whether it belongs here"))
        for name in sorted(here & set(listed)):
            if listed[name].get("sha256") != self.sha[name] or listed[name].get("size") != self.source.sizes[name]:
                self.report.fail("L2", name, tr("is not the file that package.json describes"))

    def _overlaps(self, index: Mapping[str, Any]) -> None:
        name = "data/00_总表/overlap.csv"
        if name not in self.sha:
            return
        table = list(csv.DictReader(io.StringIO(self._text(name))))
        said = [(row.get("parcel_uid"), row.get("redline_id"), row.get("class_code"), row.get("area_m2"))
                for row in table]
        wanted = [(parcel["parcel_uid"], row["redline_id"], row["class_code"], row["area_m2"])
                  for parcel in index.get("parcels", []) for row in parcel.get("overlaps", [])]
        if [tuple((cell or "").lstrip("'") for cell in row) for row in said] != wanted:
            self.report.fail("L2", name, tr("states other areas than package.json"))
        self.report.checked.append(tr("{count} overlap rows against package.json").format(count=len(wanted)))

    def _vector(self, index: Mapping[str, Any]) -> None:
        name = "data/05_矢量/parcel.gpkg"
        if name not in self.sha:
            return
        try:
            rows, overlaps = self._geopackage(name)
        except sqlite3.Error as error:
            self.report.fail("L2", name, tr("cannot be read ({reason})").format(reason=error))
            return
        for parcel in index.get("parcels", []):
            issued = rows.get(parcel["parcel_uid"])
            if issued is None or hashlib.sha256(issued).hexdigest() != parcel["geom_hash"]:
                self.report.fail("L2", name, tr("the polygon of {number} is not the one issued").format(
                    number=parcel["source_no"]))
        wanted = sorted((parcel["parcel_uid"], row["redline_id"], row["class_code"], row["area_m2"])
                        for parcel in index.get("parcels", []) for row in parcel.get("overlaps", []))
        if sorted(overlaps) != wanted:
            self.report.fail("L2", name, tr("states other areas than package.json"))
        self.report.checked.append(tr("{count} polygons against their seal").format(count=len(rows)))

    def _geopackage(self, name: str) -> Tuple[Dict[str, bytes], List[Tuple[str, str, str, str]]]:
        """Return the issued polygons by parcel and the overlap rows of the package's GeoPackage."""
        with tempfile.TemporaryDirectory(prefix="farmland-") as folder:
            copy = Path(folder, "parcel.gpkg")
            copy.write_bytes(b"".join(self.source.blocks(name)))
            connection = sqlite3.connect(copy.as_uri() + "?mode=ro&immutable=1", uri=True)
            try:
                connection.execute("PRAGMA trusted_schema=OFF")
                steps = iter(range(_MOST_STEPS))
                connection.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
                polygons = {str(uid): bytes.fromhex(text) for uid, text in
                            connection.execute("SELECT parcel_uid, issued_wkb FROM parcel")}
                overlaps = [(str(a), str(b), str(c), f"{d:.2f}") for a, b, c, d in connection.execute(
                    "SELECT parcel_uid, redline_id, class_code, area_m2 FROM overlap")]
            except (TypeError, ValueError) as error:
                raise sqlite3.DatabaseError(str(error)) from error
            finally:
                connection.close()
        return polygons, overlaps

    def _events(self, index: Mapping[str, Any], ledger: Optional[LedgerFacts]) -> None:
        name = "data/07_留痕/events.ndjson"
        if name not in self.sha:
            return
        previous, seq = GENESIS, 0
        for line in self._text(name).splitlines():
            try:
                event = json.loads(line)
                seq, body, body_hash = int(event["seq"]), event.get("body"), str(event["body_hash"])
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self.report.fail("L2", name, tr("a line is not a journal entry"))
                return
            if body is not None and hashlib.sha256(body.encode("utf-8")).hexdigest() != body_hash:
                self.report.fail("L2", name, tr("entry {seq} was changed").format(seq=seq))
            previous = hashlib.sha256((previous + body_hash).encode("ascii", "replace")).hexdigest()
            if previous != event.get("hash"):
                self.report.fail("L2", name, tr("the chain breaks at entry {seq}").format(seq=seq))
                return
            if ledger is not None and ledger.event_hashes.get(seq, previous) != previous:
                self.report.fail("L2", name, tr("entry {seq} differs from the ledger's").format(seq=seq))
                return
        head = index.get("ledger", {})
        if (head.get("head_seq"), head.get("head_hash")) != (seq, previous):
            self.report.fail("L2", name, tr("does not end where package.json says"))
        self.report.checked.append(tr("journal chain of {count} entries").format(count=seq))

    def _text(self, name: str) -> str:
        """Return a text file of the package; '' when it is not there."""
        if name not in self.source.sizes:
            return ""
        return b"".join(self.source.blocks(name)).decode("utf-8-sig", "replace")


def verify_package(path: Path, code: str = "", ledger: Optional[LedgerFacts] = None) -> Report:
    """Check a package folder or zip.

    :param code: package code typed from the stamped sheet; spaces, hyphens and case do not matter.
    :raises Unreadable: when the path is neither a folder nor a readable zip.
    """
    source = open_source(path)
    try:
        return _Check(source).run(code, ledger)
    finally:
        source.close()


def main(arguments: Sequence[str]) -> int:
    """Check the package named on the command line, print the report as JSON; 0 sound, 1 altered, 2 unverifiable."""
    try:
        report = verify_package(Path(arguments[0]), arguments[1] if len(arguments) > 1 else "")
    except (IndexError, Unreadable, OSError) as error:
        sys.stderr.write(f"usage: verify.py PACKAGE [CODE] ({error})\n")
        return 2
    sys.stdout.write(json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n")
    return {ALTERED: 1, UNVERIFIABLE: 2}.get(report.verdict, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
