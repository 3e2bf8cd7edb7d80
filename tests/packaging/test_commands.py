"""The README's commands: set-up that is done once, an environment that works from any folder."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
needs_setup = pytest.mark.skipif(not (ROOT / ".venv" / "ready").is_file(), reason="needs `make setup` in this checkout")


def run(*command: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command without what an outer make or a set environment would lend it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "QGIS_", "PYTHONPATH", "MFLAGS"))}
    return subprocess.run(command, cwd=cwd, env={**kept, **more}, capture_output=True, text=True, timeout=180, check=False)


@needs_setup
def test_a_second_set_up_says_nothing_and_is_quick() -> None:
    started = time.monotonic()
    done = run("make", "-s", "setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - started < 10


@needs_setup
def test_env_prints_nothing_but_shell_lines(tmp_path: Path) -> None:
    done = run("make", "-s", "-C", str(ROOT), "env", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert all(re.match(r"export [A-Z_]+=", line) for line in done.stdout.splitlines())


@needs_setup
def test_qgis_process_sees_the_plugin_from_any_folder(tmp_path: Path) -> None:
    script = f'eval "$(make -s -C {ROOT} env)" && qgis_process list'
    done = run("bash", "-c", script, cwd=tmp_path, DISPLAY="")
    assert "farmland:createledger" in done.stdout, done.stderr[-2000:]


@needs_setup
def test_the_window_says_so_where_there_is_no_display() -> None:
    done = run("make", "run", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode != 0 and "needs a display" in done.stderr


@pytest.mark.parametrize("readme", ["README.md", "README.zh-Hans.md"])
def test_every_command_of_the_readme_exists(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make (?:-s )?(?:-C \S+ )?([a-z]+)", text)) <= targets
    pictures = re.findall(r"\((resources/help/images/[^)]+)\)", text)
    assert pictures and all((ROOT / picture).is_file() and (ROOT / picture).stat().st_size < 400_000 for picture in pictures)
