"""The zip that a county installs: complete, clean by the plugin repository's rules, and working in a fresh profile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomllib

from . import house_limits, pack, repository_check

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as ``make package`` builds it."""
    pack.compile_translations()
    target = tmp_path_factory.mktemp("zip") / "farmland_plugin.zip"
    pack.write_zip(target)
    return target


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a fresh QGIS profile into which the zip was unpacked and enabled."""
    home = tmp_path_factory.mktemp("home")
    profile = home / "qgis" / "profiles" / "default"
    with zipfile.ZipFile(built) as archive:
        archive.extractall(profile / "python" / "plugins")
    pack.enable(profile)
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "QGIS_PLUGINPATH"}}
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    environment.update(HOME=str(home), QGIS_CUSTOM_CONFIG_PATH=str(home / "qgis"), PYTHONPATH=packages)
    environment.update(QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=str(home), LC_ALL="C.UTF-8")
    yield environment
    shutil.rmtree(home, ignore_errors=True)


def qgis_process(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the machine's qgis_process from a folder that is not the checkout."""
    program = shutil.which("qgis_process", path=environment["PATH"])
    if program is None:
        pytest.skip("qgis_process is not installed")
    return subprocess.run(
        [program, *arguments], env=environment, cwd=environment["HOME"], capture_output=True, text=True, timeout=180, check=False
    )


def test_the_plugin_repository_finds_nothing(built: Path) -> None:
    assert repository_check.findings(built) == []


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    builds = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for target in builds:
        pack.write_zip(target)
    assert builds[0].read_bytes() == builds[1].read_bytes()


def test_the_zip_carries_what_the_program_reads(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    for wanted in ("plugin.py", "metadata.txt", "LICENSE", "i18n/farmland_zh-Hans.qm", "resources/icons/farmland.svg"):
        assert wanted in names
    assert any(name.startswith("resources/dictionaries/") for name in names)
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources" / "help").rglob("*") if path.is_file()}
    assert len(pages) > 40 and pages <= names
    assert built.stat().st_size < 20_000_000
    assert not [name for name in names if name.startswith("tests/") or name.endswith((".pyc", ".ts"))]


def test_every_vendored_library_comes_with_its_licence(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        names = archive.namelist()
    libraries = {name.split("/")[2] for name in names if name.startswith("farmland_plugin/_vendor/") and name.count("/") > 2}
    licences = {Path(name).stem.lower() for name in names if "/_vendor/LICENSES/" in name}
    assert {name.lower() for name in libraries - {"LICENSES"}} <= licences


def test_resources_are_found_in_the_checkout_and_in_the_zip(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        archive.extractall(tmp_path)
    question = "from farmland_plugin import paths; print(paths.resource('dictionaries').is_dir(), paths.version())"
    for folder in (ROOT, tmp_path):
        answer = subprocess.run([sys.executable, "-c", question], cwd=folder, capture_output=True, text=True, check=True)
        assert answer.stdout.split() == ["True", version()]


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def test_metadata_and_project_state_the_same_version() -> None:
    lines = (ROOT / "metadata.txt").read_text(encoding="utf-8").splitlines()
    assert f"version={version()}" in lines
    assert f"## {version()}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_metadata_values_stand_on_one_line_in_english() -> None:
    lines = (ROOT / "metadata.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[general]"
    assert all("=" in line for line in lines[1:])
    assert all(line.isascii() for line in lines)


def test_the_zip_works_from_a_fresh_profile(installed: dict[str, str], tmp_path: Path) -> None:
    listing = qgis_process(installed, "list")
    assert "farmland:createledger" in listing.stdout, listing.stdout[-2000:] + listing.stderr[-2000:]
    ledger = tmp_path / "账本.gpkg"
    run = qgis_process(
        installed, "run", "farmland:createledger", "--json", "--",
        f"LEDGER={ledger}", "COUNTY=130434", "NAME=演示县", "CRS=EPSG:4526",
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    assert Path(json.loads(run.stdout[run.stdout.index("{") :])["results"]["LEDGER"]) == ledger
    assert ledger.is_file()


def test_a_failing_run_ends_with_one_sentence(installed: dict[str, str], tmp_path: Path) -> None:
    run = qgis_process(
        installed, "run", "farmland:importparcels", "--json", "--",
        f"LEDGER={tmp_path / 'none.gpkg'}", f"INPUT={tmp_path}", "BATCH=b",
    )
    assert run.returncode != 0
    assert "Traceback" not in run.stdout + run.stderr


def test_enabling_keeps_the_other_settings(tmp_path: Path) -> None:
    settings = tmp_path / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir()
    settings.write_text("[app]\nplugin_installer\\checkOnStart=false\n\n[PythonPlugins]\nother=true\nfarmland_plugin=false\n\n[z]\nk=v\n")
    pack.enable(tmp_path)
    pack.enable(tmp_path)
    kept = settings.read_text().splitlines()
    assert kept.count("farmland_plugin=true") == 1 and "farmland_plugin=false" not in kept
    assert {"plugin_installer\\checkOnStart=false", "other=true", "k=v"} <= set(kept)
    assert kept.index("farmland_plugin=true") < kept.index("[z]")


def test_installing_replaces_an_earlier_copy_whole(tmp_path: Path) -> None:
    stale = tmp_path / "python" / "plugins" / "farmland_plugin" / "gone.py"
    stale.parent.mkdir(parents=True)
    stale.write_text("")
    place = pack.copy_into(tmp_path)
    assert not stale.exists() and (place / "metadata.txt").is_file() and (place / "resources").is_dir()


def test_the_users_own_default_profile_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    profiles = tmp_path / "QGIS" / "QGIS3" / "profiles"
    assert pack.default_profile() == profiles / "default"
    (profiles / "county").mkdir(parents=True)
    (profiles / "profiles.ini").write_text("[core]\ndefaultProfile=county\n")
    assert pack.default_profile() == profiles / "county"


def test_the_houses_limits_are_kept() -> None:
    assert house_limits.all_departures() == []
