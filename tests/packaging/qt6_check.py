"""Import every module of the plugin under Qt 6 with the stand-in ``qgis`` of ``qt6_stub``; exit 1 when one fails."""

from __future__ import annotations

import importlib
import pkgutil
import sys

from . import qt6_stub


def main() -> int:
    """Return the number of modules that Qt 6 refuses."""
    qt6_stub.install()
    from PyQt6.QtWidgets import QApplication

    application = QApplication([])
    package = importlib.import_module("farmland_plugin")
    names = [module.name for module in pkgutil.walk_packages(package.__path__, "farmland_plugin.")]
    failed = 0
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:  # whatever it is, it is the finding
            failed += 1
            print(f"{name}: {type(error).__name__}: {error}")
    print(f"Qt 6: {len(names) - failed} of {len(names)} modules import")
    del application
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
