"""Judge the built zip by what the QGIS plugin repository asks of an upload and scans it for (rules of July 2026).

There, a missing file or metadata value refuses the zip, and any finding of an enabled bandit rule or of detect-secrets
blocks the version. Here nothing may be found at all. flake8-like remarks, modes and odd file names only inform there.
"""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")
BANDIT_OFF = {"B109", "B404", "B410", "B411"}  # all other rules are enabled there, at every severity
LARGEST = 25_000_000
FORBIDDEN_PARTS = {"__pycache__", ".git", "__MACOSX"}
SUSPICIOUS = re.compile(r"\.(exe|dll|so|dylib|bat|sh|ps1|cmd)$")


def structure(archive: zipfile.ZipFile, size: int) -> list[str]:
    """Return what is wrong with the zip's size, folders and file names."""
    names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    found = [] if size <= LARGEST else [f"the zip has {size} bytes, more than {LARGEST}"]
    if len(tops) != 1 or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]+", next(iter(tops), "")):
        found.append(f"one top folder is wanted, not {sorted(tops)}")
    top = next(iter(tops), "")
    found += [f"missing: {top}/{name}" for name in ("__init__.py", "metadata.txt", "LICENSE") if f"{top}/{name}" not in names]
    for entry in archive.infolist():
        parts = entry.filename.split("/")
        if entry.filename.endswith(".pyc") or FORBIDDEN_PARTS & set(parts) or ".." in parts or "\\" in entry.filename:
            found.append(f"forbidden: {entry.filename}")
        if SUSPICIOUS.search(entry.filename) or any(part.startswith(".") for part in parts):
            found.append(f"suspicious: {entry.filename}")
        if entry.external_attr >> 16 & 0o111:
            found.append(f"executable: {entry.filename}")
    return found


def metadata(archive: zipfile.ZipFile) -> list[str]:
    """Return what ``metadata.txt`` lacks."""
    top = archive.namelist()[0].split("/")[0]
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(archive.read(f"{top}/metadata.txt").decode("utf-8"))
    general = parser["general"]
    found = [f"metadata.txt lacks {key}" for key in REQUIRED if not general.get(key)]
    if "plugin" in general.get("name", "").lower():
        found.append("the name contains the word plugin")
    if "supportsQt6" in general:
        found.append("supportsQt6 is no longer read: qgisMaximumVersion=4.99 says it")
    icon = general.get("icon", "")
    if icon and f"{top}/{icon}" not in archive.namelist():
        found.append(f"the icon {icon} is not in the zip")
    return found


def tool(name: str, *arguments: str, folder: Path) -> dict[str, object]:
    """Run a checker that stands beside this Python in a folder and return its JSON."""
    program = Path(sys.executable).with_name(name)
    done = subprocess.run([str(program), *arguments], cwd=folder, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"{name} gave no result: {done.stderr.strip()[-500:]}") from None


def scan(folder: Path) -> list[str]:
    """Return the findings of bandit and detect-secrets in an unpacked zip."""
    found = []
    report = tool("bandit", "-r", ".", "-f", "json", "--quiet", folder=folder)
    for error in report.get("errors", []):
        found.append(f"bandit cannot read {error['filename']}: {error['reason']}")
    for hit in report["results"]:
        if hit["test_id"] not in BANDIT_OFF:
            found.append(f"{hit['filename']}:{hit['line_number']} {hit['test_id']} {hit['issue_text']}")
    report = tool("detect-secrets", "scan", "--all-files", "--exclude-files", r"metadata\.txt", ".", folder=folder)
    for name, hits in report["results"].items():
        found += [f"{name}:{hit['line_number']} {hit['type']}" for hit in hits]
    return found


def findings(path: Path) -> list[str]:
    """Return everything in a zip that the repository would refuse, block or remark on."""
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        found = structure(archive, path.stat().st_size)
        found += metadata(archive)
        archive.extractall(folder)
        return found + scan(Path(folder))


if __name__ == "__main__":
    result = findings(Path(sys.argv[1]))
    print("\n".join(result) if result else f"{sys.argv[1]}: the plugin repository's checks find nothing")
    sys.exit(bool(result))
