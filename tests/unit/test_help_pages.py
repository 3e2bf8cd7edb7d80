"""The help's pages against the program: no dead link, no lost picture, no label the program does not show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from farmland_plugin.gui.help.pages import INDEX, KEYS_HERE, algorithms, contents, find, plain
from tests.packaging import translations

ROOT = Path(__file__).resolve().parents[2]
HELP = ROOT / "resources" / "help"
CHINESE, ENGLISH = HELP / "zh-Hans", HELP / "en"
PAGES = sorted([*CHINESE.glob("*.md"), *ENGLISH.glob("*.md")])
LIMIT = 400_000
LABEL = re.compile(r"「([^」]+)」")
PLACE = re.compile(r"\{\w+\}")
SPACES = re.compile(r"\s+")


def relative(path: Path) -> str:
    return path.relative_to(HELP).as_posix()


def dictionary_labels() -> Iterator[str]:
    """Every Chinese label of a shipped dictionary or rule."""
    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key.endswith("label_zh") and isinstance(inner, str):
                    yield inner
                else:
                    yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    for path in sorted([*(ROOT / "resources" / "dictionaries").glob("*.json"), *(ROOT / "resources" / "rules").glob("*.json")]):
        yield from walk(json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def shown() -> tuple[set[str], list[re.Pattern[str]]]:
    """What the program shows in Chinese: texts without places, and patterns of those with places."""
    texts = {text for text in translations.read(translations.CATALOGUE).values() if text}
    actions = {text for file, _line, text in translations.literals() if Path(file).name == "wording.py"}
    steps = {f"{text}…" for (_, source), text in translations.read(translations.CATALOGUE).items() if source in actions}
    bare = {re.sub(r"\(&\w\)$", "", text) for text in [*texts, *dictionary_labels(), *steps]}  # a step's button is "{step}…"
    patterns = [re.compile(".+?".join(re.escape(SPACES.sub("", part)) for part in PLACE.split(text)))
                for text in bare if PLACE.search(text) and len(PLACE.sub("", text).strip("：，。 …（）“”")) > 1]
    return {SPACES.sub("", text) for text in bare}, patterns


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_and_picture_of_the_page_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text)
    assert [target for target in targets if not (page.parent / target.partition("#")[0]).is_file()] == []
    assert [target for target in targets if "://" in target] == [], "the help is read offline"


@pytest.mark.parametrize("page", sorted(CHINESE.glob("*.md")), ids=relative)
def test_every_label_the_page_quotes_is_one_the_program_shows(page: Path, shown: tuple) -> None:
    texts, patterns = shown
    quoted = [SPACES.sub("", label) for label in LABEL.findall(page.read_text(encoding="utf-8"))]
    lost = [label for label in quoted if label not in texts and not any(one.fullmatch(label) for one in patterns)]
    assert lost == []


def test_a_label_nobody_shows_is_found_out(shown: tuple) -> None:
    texts, patterns = shown
    for invented in ("一键定性", "自动销号…", "请解除挂起以后再试。"):
        assert invented not in texts and not any(one.fullmatch(invented) for one in patterns)


@pytest.mark.parametrize("folder", [CHINESE, ENGLISH], ids=relative)
def test_the_index_names_every_page_once(folder: Path) -> None:
    named = [page.name for page in contents(folder)]
    assert sorted(named) == sorted(path.stem for path in folder.glob("*.md"))
    assert named[0] == INDEX


def test_a_page_is_titled_as_the_index_and_the_links_to_it_call_it() -> None:
    titles = {page.name: page.title for page in contents(CHINESE)}
    for page in contents(CHINESE):
        text = page.path.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.title}\n")
        links = re.findall(r"(?<!!)\[([^\]]+)\]\((\w+)\.md\)", text)
        assert [(said, to) for said, to in links if said != titles[to] and said not in {"登记红线", "外业核查表"}] == []


def test_every_task_page_says_what_for_and_what_can_go_wrong() -> None:
    for page in contents(CHINESE):
        if page.name not in {INDEX, "keys", "messages", "limits"}:
            text = page.path.read_text(encoding="utf-8")
            assert "\n**用途** " in text and "\n## 可能出现的情况\n" in text, page.name


def test_every_picture_is_used_and_small() -> None:
    used = {Path(target).name for page in PAGES for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text("utf-8"))}
    readmes = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-Hans.md"))
    pictures = sorted((HELP / "images").iterdir())
    assert [path.name for path in pictures if path.name not in used and path.name not in readmes] == []
    assert [path.name for path in pictures if path.stat().st_size >= LIMIT] == []


def test_the_pictures_are_those_the_documentation_is_built_with() -> None:
    script = (ROOT / ".ci" / "docs.sh").read_text(encoding="utf-8")
    words = re.search(r"for name in (.+?); do", script, re.DOTALL)
    assert words is not None
    names: set[str] = set()
    for word in words.group(1).replace("\\\n", " ").split():
        stem, brace, rest = word.partition("{")
        names.update(f"{stem}{each}" for each in rest.rstrip("}").split(",")) if brace else names.add(stem)
    assert names == {path.stem for path in (HELP / "images").glob("*.png")}


def test_every_way_to_compare_is_pictured() -> None:
    text = (CHINESE / "compare.md").read_text(encoding="utf-8")
    assert all(f"../images/compare_{mode}.png" in text for mode in ("side", "swipe", "flicker", "opacity", "lens"))


def test_the_keys_are_not_typed_by_hand() -> None:
    for folder in (CHINESE, ENGLISH):
        assert KEYS_HERE in (folder / "keys.md").read_text(encoding="utf-8")


def test_an_algorithm_is_explained_on_one_page_only() -> None:
    named = [one for page in contents(CHINESE) for one in algorithms(page)]
    assert len(named) == len(set(named)) > 25


def test_search_finds_lines_with_every_word_and_none_for_nothing() -> None:
    pages = contents(CHINESE)
    hits = find(pages, "拆次留主")
    assert "demolition" in {hit.page.name for hit in hits} and all("拆次留主" in hit.line for hit in hits)
    assert {hit.page.name for hit in find(pages, "tb 1304")} == {"parcels"}
    assert find(pages, "  ") == [] and find(pages, "没有这样的词语") == []


def test_what_is_searched_is_what_is_read() -> None:
    text = "\n".join(("# 标题", "", "- [登记](redlines.md)「红线」**粗**", "", "| 甲 | 乙 |", "|---|---|",
                      "![图](../images/a.png)", "<!-- keys -->", "1. 第一步 `x`"))
    assert plain(text) == ["标题", "登记「红线」粗", "甲 乙", "图", "第一步 x"]
