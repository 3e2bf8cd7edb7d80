"""The program speaks Chinese completely, and says the same as in English."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from . import translations


@pytest.fixture(scope="module")
def catalogue() -> translations.Messages:
    return translations.read(translations.CATALOGUE)


def test_every_text_of_the_program_is_in_the_catalogue(catalogue: translations.Messages) -> None:
    known = {source for _, source in catalogue}
    lost = [f"{file}:{line} {text!r}" for file, line, text in translations.literals() if text not in known]
    assert not lost, "run `make translations` and translate: " + "; ".join(lost)


def test_no_text_waits_for_its_translation(catalogue: translations.Messages) -> None:
    assert [source for (_, source), translation in catalogue.items() if not translation] == []


def test_the_catalogue_holds_no_text_the_program_has_given_up(catalogue: translations.Messages) -> None:
    used = {text for _, _, text in translations.literals()}
    assert [source for _, source in catalogue if source not in used] == []


def test_translations_have_the_places_of_their_source(catalogue: translations.Messages) -> None:
    differing = [
        source
        for (_, source), translation in catalogue.items()
        if translation and set(translations.places(source)) != set(translations.places(translation))
    ]
    assert differing == []


def test_translations_keep_the_markup_of_their_source(catalogue: translations.Messages) -> None:
    differing = [
        source
        for (_, source), translation in catalogue.items()
        if translation and (source.count("<b>") != translation.count("<b>") or source.count("<p>") != translation.count("<p>"))
    ]
    assert differing == []


def test_texts_are_literals_that_can_be_collected() -> None:
    assert translations.unusable() == []


def test_the_catalogue_is_as_make_translations_writes_it(tmp_path: Path) -> None:
    copy = tmp_path / "copy.ts"
    translations.write(copy, translations.read(translations.CATALOGUE))
    assert copy.read_text(encoding="utf-8") == translations.CATALOGUE.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("/usr/lib/qt5/bin/lrelease") is None, reason="needs lrelease (qttools5-dev-tools)")
def test_qt_reads_the_compiled_catalogue(tmp_path: Path, catalogue: translations.Messages) -> None:
    from qgis.PyQt.QtCore import QTranslator

    compiled = tmp_path / "farmland_zh-Hans.qm"
    subprocess.run(["/usr/lib/qt5/bin/lrelease", "-silent", str(translations.CATALOGUE), "-qm", str(compiled)], check=True)
    translator = QTranslator()
    assert translator.load(str(compiled))
    for (context, source), translation in catalogue.items():
        assert translator.translate(context.encode(), source.encode()) == translation
