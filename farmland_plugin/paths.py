"""Where the plugin's own files lie, in a checkout and in the installed zip."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE if (PACKAGE / "resources").is_dir() else PACKAGE.parent
HELP_SCHEME = "farmland-help"  # farmland-help:createledger is the help page of that algorithm


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource such as ``resource("dictionaries")``."""
    return ROOT.joinpath("resources", *parts)


def translations() -> Path:
    """Return the folder of the compiled translations (``*.qm``)."""
    return ROOT / "i18n"


def version() -> str:
    """Return the plugin's version as ``metadata.txt`` states it."""
    metadata = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    for line in metadata.splitlines():
        if line.startswith("version="):
            return line.partition("=")[2].strip()
    return "0"
