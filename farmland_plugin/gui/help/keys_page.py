"""The table of keys for the help: drawn from the commands, as the user has set them, not typed by hand."""

from __future__ import annotations

from typing import Callable, List, Mapping, Sequence

from qgis.PyQt.QtGui import QKeySequence

from ...i18n import tr
from ..keys.sequences import spoken
from ..keys.table import Command


def keys_table(commands: Sequence[Command], keys_of: Callable[[str], QKeySequence], titles: Mapping[str, str]) -> str:
    """Return Markdown: a heading and a table of keys for each group of commands.

    :param titles: what stands for a command instead of its title, '' to leave it out (a finding the ledger does not have).
    """
    lines: List[str] = []
    for group in dict.fromkeys(one.group for one in commands):
        lines += ["", f"## {group}", "", tr("| Key | Command | What it does |"), "|---|---|---|"]
        for one in commands:
            title = titles.get(one.id, one.title)
            if one.group == group and title:
                keys = [spoken(keys_of(one.id)) or "—", *(spoken(QKeySequence(text)) for text in one.also)]
                lines.append("| " + " | ".join(_cell(text) for text in (tr(", ").join(keys), title, one.about)) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return a text that cannot end a cell of a Markdown table."""
    return text.replace("|", "\\|")
