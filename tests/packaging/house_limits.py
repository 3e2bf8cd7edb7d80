"""The house's own limits, which no linter knows: length of modules and functions, what may stand where."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "farmland_plugin"
MODULE_LINES = 500
FUNCTION_LINES = 50
FORBIDDEN_IMPORTS = {"subprocess", "xml", "pickle", "random", "PyQt5", "PyQt6"}
BROAD_EXCEPT = {"gui/errors.py"}
IFACE = ("plugin.py", "gui/controllers/")
PROJECT_INSTANCE = ("gui/controllers/", "ledger/mirror.py")


def modules() -> Iterator[tuple[str, str, ast.Module]]:
    """Yield (name, text, tree) of each module of the package that is our own."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith("_vendor/"):
            text = path.read_text(encoding="utf-8")
            yield name, text, ast.parse(text, filename=name)


def imported(node: ast.AST) -> list[str]:
    """Return the top names that an import statement reaches outside the package."""
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module.split(".")[0]]
    return []


def is_broad(node: ast.ExceptHandler) -> bool:
    """Whether a handler catches everything."""
    return node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})


def departures(name: str, text: str, tree: ast.Module) -> Iterator[str]:
    """Yield each departure of one module."""
    if text.count("\n") > MODULE_LINES:
        yield f"{name}: {text.count(chr(10))} lines, at most {MODULE_LINES}"
    for node in ast.walk(tree):
        where = f"{name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{where}: {node.name} has {length} lines, at most {FUNCTION_LINES}"
        elif isinstance(node, ast.ExceptHandler) and is_broad(node) and name not in BROAD_EXCEPT:
            yield f"{where}: a broad except (only {', '.join(BROAD_EXCEPT)} may)"
        elif isinstance(node, ast.Assert):
            yield f"{where}: assert in the package"
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (f"{where}: imports {top}" for top in imported(node) if top in FORBIDDEN_IMPORTS)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            dotted = f"{node.value.id}.{node.attr}"
            if dotted == "utils.iface" and not name.startswith(IFACE):
                yield f"{where}: iface outside {', '.join(IFACE)}"
            if dotted == "QgsProject.instance" and not name.startswith(PROJECT_INSTANCE):
                yield f"{where}: QgsProject.instance() outside {', '.join(PROJECT_INSTANCE)}"


def all_departures() -> list[str]:
    """Return the departures of the whole package."""
    return [line for name, text, tree in modules() for line in departures(name, text, tree)]


if __name__ == "__main__":
    found = all_departures()
    print("\n".join(found) if found else "house limits: kept")
    sys.exit(bool(found))
