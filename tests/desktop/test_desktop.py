"""The story of one day in the real QGIS Desktop, on a virtual screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 900


@pytest.mark.skipif(not shutil.which("xvfb-run") or not shutil.which("qgis"),
                    reason="needs QGIS Desktop and xvfb-run (make setup installs both)")
def test_the_technicians_day_passes_in_the_real_desktop():
    out = ROOT / "build" / "desktop"
    venv = os.environ.get("VENV") or str(Path(sys.prefix))
    done = subprocess.run(
        [str(ROOT / "tests" / "desktop" / "run.sh"), str(out)], capture_output=True, text=True, timeout=LIMIT_S, check=False,
        env={**os.environ, "VENV": venv, "STORY_LIMIT": str(LIMIT_S - 60)},
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-1000:]}"
    for name in ("parcels", "redlines", "verification", "packages", "casework"):
        picture = out / f"{name}.png"
        assert picture.stat().st_size > 50_000, f"{picture} shows too little"
