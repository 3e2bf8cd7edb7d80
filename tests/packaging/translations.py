"""Keep ``i18n/farmland_zh-Hans.ts`` in step with the program's texts.

``update`` collects every ``tr("...")`` of the package with pylupdate5 and keeps the translations there are; texts are sorted and
carry no line numbers, so that a change of the code changes the file only where a text changed. ``fill FILE.json`` enters
translations (source text -> translation). The ``.ts`` in git is what counts.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "farmland_plugin"
CATALOGUE = ROOT / "i18n" / "farmland_zh-Hans.ts"
Messages = dict[tuple[str, str], str]  # (context, source) -> translation, "" when there is none yet


def sources() -> list[Path]:
    """Return the package's own Python files."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "_vendor" not in path.parts)


def read(catalogue: Path) -> Messages:
    """Return the messages of a .ts file; an unfinished translation counts as none."""
    messages: Messages = {}
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            finished = translation is not None and translation.get("type") is None
            key = (context.findtext("name") or "", message.findtext("source") or "")
            messages[key] = (translation.text or "") if finished else ""
    return messages


def write(catalogue: Path, messages: Messages) -> None:
    """Write a .ts file sorted by context and source."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", '<TS version="2.1" language="zh_CN" sourcelanguage="en">']
    for context in sorted({context for context, _ in messages}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for source in sorted(text for name, text in messages if name == context):
            translation = messages[context, source]
            state = "" if translation else ' type="unfinished"'
            lines += ["    <message>", f"        <source>{quoted(source)}</source>"]
            lines += [f"        <translation{state}>{quoted(translation)}</translation>", "    </message>"]
        lines.append("</context>")
    catalogue.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def quoted(text: str) -> str:
    """Escape a text as Qt's tools do."""
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def collected() -> Messages:
    """Return the package's messages as pylupdate5 finds them, without translations."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.ts"
        files = [path.relative_to(ROOT).as_posix() for path in sources()]
        subprocess.run(["/usr/bin/pylupdate5", *files, "-ts", str(found)], cwd=ROOT, check=True, capture_output=True)
        return read(found)


def literals() -> Iterator[tuple[str, int, str]]:
    """Yield (file, line, text) of every literal given to ``tr`` in the package, read from the syntax tree."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)) and node.args:
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                value = node.args[0]
                if name == "tr" and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield path.relative_to(ROOT).as_posix(), node.lineno, value.value


def unusable() -> list[str]:
    """Return the calls of ``tr`` whose text no tool can collect: an f-string or a computed text."""
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
            if named and node.args and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp)):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def places(text: str) -> list[str]:
    """Return the ``{named}`` places of a text, sorted."""
    return sorted(re.findall(r"\{([^{}]*)\}", text.replace("{{", "").replace("}}", "")))


def update() -> None:
    """Renew the catalogue from the package, keeping what is translated."""
    known = read(CATALOGUE) if CATALOGUE.is_file() else {}
    messages = {key: known.get(key, "") for key in collected()}
    write(CATALOGUE, messages)
    missing = sum(not translation for translation in messages.values())
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(messages)} texts, {missing} to translate")


def fill(table: Path) -> None:
    """Enter translations from a JSON table into the catalogue."""
    given = json.loads(table.read_text(encoding="utf-8"))
    messages = read(CATALOGUE)
    write(CATALOGUE, {(context, source): given.get(source) or old for (context, source), old in messages.items()})


if __name__ == "__main__":
    fill(Path(sys.argv[2])) if sys.argv[1:2] == ["fill"] else update()
