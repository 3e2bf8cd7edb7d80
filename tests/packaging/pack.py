"""Put the plugin together: as the zip for *Install from ZIP*, into the user's profile, or linked for development.

In the repository ``metadata.txt``, ``LICENSE``, ``resources/`` and ``i18n/`` stand beside the package; QGIS wants them inside.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "farmland_plugin"
EPOCH = (1980, 1, 1, 0, 0, 0)
LRELEASE = Path("/usr/lib/qt5/bin/lrelease")
LEFT_OUT = {"__pycache__"}  # and whatever is hidden


def shipped(folder: Path) -> list[Path]:
    """Return the files below a folder that belong into the plugin, sorted by name."""
    return sorted(
        path for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".ts"}
        and not any(part in LEFT_OUT or part.startswith(".") for part in path.relative_to(folder).parts)
    )  # fmt: skip


def compile_translations() -> None:
    """Bring every ``.qm`` up to its ``.ts``, where Qt's lrelease is installed."""
    for catalogue in (ROOT / "i18n").glob("*.ts"):
        compiled = catalogue.with_suffix(".qm")
        if LRELEASE.is_file() and not (compiled.is_file() and compiled.stat().st_mtime >= catalogue.stat().st_mtime):
            subprocess.run([str(LRELEASE), "-silent", str(catalogue), "-qm", str(compiled)], check=True)


def contents() -> dict[str, Path]:
    """Return every file of the plugin: its name inside the plugin's folder -> where it lies in the repository."""
    files = {path.relative_to(ROOT / NAME).as_posix(): path for path in shipped(ROOT / NAME)}
    for name in ("metadata.txt", "LICENSE", "CHANGELOG.md"):
        files[name] = ROOT / name
    for folder in ("resources", "i18n"):
        files.update({path.relative_to(ROOT).as_posix(): path for path in shipped(ROOT / folder)})
    missing = [str(path) for path in files.values() if not path.is_file()]
    if missing:
        raise SystemExit(f"pack: not found: {', '.join(missing)}")
    return dict(sorted(files.items()))


def write_zip(target: Path) -> int:
    """Write the plugin's zip; the same files give the same bytes. Returns the number of files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.part")
    files = contents()
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            entry = zipfile.ZipInfo(f"{NAME}/{name}", EPOCH)
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    os.replace(unfinished, target)
    return len(files)


def copy_into(profile: Path) -> Path:
    """Copy the plugin into a profile's plugin folder, replacing an earlier copy or link whole."""
    target = profile / "python" / "plugins" / NAME
    fresh = target.with_name(f".{NAME}.part")
    remove(fresh)
    for name, path in contents().items():
        place = fresh / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    remove(target)
    os.replace(fresh, target)
    return target


def link_into(profile: Path) -> Path:
    """Link the checkout's own files into a profile's plugin folder, so that edits count at once."""
    target = profile / "python" / "plugins" / NAME
    wanted = {path.name: path for path in (ROOT / NAME).iterdir() if path.name not in LEFT_OUT and not path.name.startswith(".")}
    wanted.update({name: ROOT / name for name in ("metadata.txt", "LICENSE", "CHANGELOG.md", "resources", "i18n")})
    if target.is_symlink():
        remove(target)
    target.mkdir(parents=True, exist_ok=True)
    for entry in target.iterdir():
        if entry.name not in wanted or not entry.is_symlink() or os.readlink(entry) != str(wanted[entry.name]):
            remove(entry)
    for name, path in wanted.items():
        if not (target / name).is_symlink():
            (target / name).symlink_to(path)
    return target


def remove(path: Path) -> None:
    """Remove a file, link or folder if it is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)


def enable(profile: Path) -> None:
    """Switch the plugin on in a profile's settings and leave every other line as it is."""
    settings = profile / "QGIS" / "QGIS3.ini"
    lines = settings.read_text(encoding="utf-8").splitlines() if settings.is_file() else []
    switch = f"{NAME}=true"
    if "[PythonPlugins]" in lines:
        start = lines.index("[PythonPlugins]") + 1
        end = next((i for i in range(start, len(lines)) if lines[i].startswith("[")), len(lines))
        section = [line for line in lines[start:end] if line.partition("=")[0].strip() != NAME]
        changed = [*lines[:start], switch, *section, *lines[end:]]
    else:
        changed = [*lines, *([""] if lines and lines[-1] else []), "[PythonPlugins]", switch]
    if changed != lines:
        settings.parent.mkdir(parents=True, exist_ok=True)
        unfinished = settings.with_name(f".{settings.name}.part")
        unfinished.write_text("\n".join(changed) + "\n", encoding="utf-8")
        os.replace(unfinished, settings)


def default_profile() -> Path:
    """Return the current user's default QGIS 3 profile, also when it does not exist yet."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    profiles = data / "QGIS" / "QGIS3" / "profiles"
    named = profiles / "profiles.ini"
    if named.is_file():
        for line in named.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "defaultProfile" and (profiles / value.strip()).is_dir() and value.strip():
                return profiles / value.strip()
    return profiles / "default"


def main(arguments: list[str]) -> None:
    """Run one of ``zip FILE``, ``install [PROFILE]``, ``link PROFILE``."""
    parser = argparse.ArgumentParser(prog="pack", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("zip").add_argument("target", type=Path)
    commands.add_parser("install").add_argument("profile", type=Path, nargs="?")
    commands.add_parser("link").add_argument("profile", type=Path)
    options = parser.parse_args(arguments)
    compile_translations()
    if options.command == "zip":
        count = write_zip(options.target)
        print(f"{options.target}: {count} files, {options.target.stat().st_size / 1024:.0f} kB")
    elif options.command == "install":
        profile = options.profile or default_profile()
        place = copy_into(profile)
        enable(profile)
        print(f"installed and enabled: {place}")
    else:
        link_into(options.profile.absolute())
        enable(options.profile)


if __name__ == "__main__":
    main(sys.argv[1:])
