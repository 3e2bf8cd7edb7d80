"""The help's pages: which there are (the index page says it), what stands in them, and where a word or an algorithm is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence

from ...i18n import language
from ...paths import resource

INDEX = "index"
KEYS_HERE = "<!-- keys -->"
_GROUP = re.compile(r"^## +(.+?) *$")
_ENTRY = re.compile(r"^- +\[([^\]]+)\]\(([a-z_]+)\.md\)")
_ALGORITHM = re.compile(r"`farmland:([a-z]+)`")
_MARKUP = (
    (re.compile(r"<!--.*?-->"), ""), (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"), (re.compile(r"^(#+|[-*]|\d+\.|>) +"), ""), (re.compile(r"\*\*|`"), ""),
)
_RULE = re.compile(r"^[|:\- ]+$")


@dataclass(frozen=True)
class HelpPage:
    """One page: its name without ``.md``, its title in the contents and the heading it stands under there."""

    name: str
    title: str
    group: str
    path: Path


@dataclass(frozen=True)
class Hit:
    """One line of a page in which every word looked for stands."""

    page: HelpPage
    line: str


def folder() -> Path:
    """Return the folder of the pages in the user's language; there are pages in Chinese, and one in English that says so."""
    return resource("help", "zh-Hans" if language() == "zh" else "en")


def contents(of: Path) -> List[HelpPage]:
    """Return the pages in the order in which the index page names them, the index page first."""
    lines = (of / f"{INDEX}.md").read_text(encoding="utf-8").splitlines()
    title = next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), INDEX)
    found, group = [HelpPage(INDEX, title, "", of / f"{INDEX}.md")], ""
    for line in lines:
        heading, entry = _GROUP.match(line), _ENTRY.match(line)
        if heading:
            group = heading.group(1)
        elif entry:
            found.append(HelpPage(entry.group(2), entry.group(1), group, of / f"{entry.group(2)}.md"))
    return found


def plain(markdown: str) -> List[str]:
    """Return the lines a reader sees, without Markdown's marks; empty lines and the rules of tables are left out."""
    lines = []
    for line in markdown.splitlines():
        said = line.strip()
        if _RULE.match(said):
            continue
        for pattern, put in _MARKUP:
            said = pattern.sub(put, said)
        said = " ".join(part.strip() for part in said.split("|") if part.strip())
        if said:
            lines.append(said)
    return lines


def find(pages: Sequence[HelpPage], text: str) -> List[Hit]:
    """Return the lines in which every word stands, in the order of the pages; case does not matter, no word finds nothing."""
    words = text.casefold().split()
    if not words:
        return []
    return [Hit(page, line) for page in pages for line in plain(page.path.read_text(encoding="utf-8"))
            if all(word in line.casefold() for word in words)]


def algorithms(page: HelpPage) -> List[str]:
    """Return the ids of the algorithms a page names, without ``farmland:``."""
    return _ALGORITHM.findall(page.path.read_text(encoding="utf-8"))


def page_of_algorithm(pages: Sequence[HelpPage], algorithm: str) -> str:
    """Return the name of the page that explains an algorithm, the index page when none does."""
    return next((page.name for page in pages if algorithm in algorithms(page)), INDEX)
