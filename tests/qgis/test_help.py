"""The help in a real QGIS: opened from menu, keys, question marks and links at the right page, and taken away again."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgsProcessingAlgorithmDialogBase
from qgis.PyQt.QtCore import QSize, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QImage, QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWizard,
    QWizardPage,
)

from farmland_plugin import classFactory
from farmland_plugin.compat import flag_number
from farmland_plugin.gui.help.asking import HELP, QuestionMark, add_button
from farmland_plugin.gui.help.context import PAGES, place_of
from farmland_plugin.gui.help.keys_page import keys_table
from farmland_plugin.gui.help.pages import INDEX, algorithms, contents, page_of_algorithm
from farmland_plugin.gui.help.reader import MARGIN, Reader
from farmland_plugin.gui.help.window import GEOMETRY, HelpWindow
from farmland_plugin.gui.keys.table import commands
from farmland_plugin.paths import HELP_SCHEME, resource
from farmland_plugin.processing.provider import ALGORITHMS
from tests.qgis.test_plugin import Desktop, flush

CHINESE = resource("help", "zh-Hans")
GUI = Path(__file__).resolve().parents[2] / "farmland_plugin" / "gui"


@pytest.fixture
def desktop(qgis_app, qgis_new_project):
    made = Desktop()
    made.window.show()
    yield made
    made.window.deleteLater()


@pytest.fixture
def plugin(desktop, monkeypatch):
    monkeypatch.setattr("farmland_plugin.gui.controllers.help.folder", lambda: CHINESE)
    QgsSettings().remove(GEOMETRY)
    made = classFactory(desktop)
    made.initGui()
    yield made
    if made.panels:
        made.unload()
    flush()


@pytest.fixture
def window(qgis_app):
    QgsSettings().remove(GEOMETRY)
    made = HelpWindow(CHINESE, lambda: "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n")
    yield made
    made.close()
    made.deleteLater()


def shown(plugin) -> str:
    assert plugin.help.window is not None and plugin.help.window.isVisible()
    return plugin.help.window.reader.page()


def has_focus(widget) -> None:
    widget.window().activateWindow()
    widget.setFocus()
    QTest.qWait(20)
    assert QApplication.focusWidget() is not None


def test_the_pages_name_every_algorithm_of_the_provider_once():
    named = [one for page in contents(CHINESE) for one in algorithms(page)]
    assert sorted(named) == sorted(one.ID for one in ALGORITHMS)


def test_every_place_of_the_table_has_a_page_and_every_window_of_ours_a_place():
    pages = {page.name for page in contents(CHINESE)}
    assert set(PAGES.values()) <= pages
    assert pages - set(PAGES.values()) == {INDEX, "fieldwork", "writeoff", "lists", "antifake", "messages", "limits"}


def test_every_dialog_and_panel_of_the_source_stands_in_the_table():
    """Read from the source: each dialog, wizard and panel, or what it derives from, bears a name of the table."""
    classes = {node.name: node for path in GUI.rglob("*.py") for node in ast.parse(path.read_text(encoding="utf-8")).body
               if isinstance(node, ast.ClassDef)}
    roots = {"QDialog", "QWizard", "Panel"}

    def above(name: str) -> list[str]:
        bases = [getattr(base, "id", "") for base in classes[name].bases] if name in classes else []
        return [name, *(one for base in bases for one in above(base))]

    windows = {name: above(name) for name in classes if roots & set(above(name))}
    assert len(windows) > 30
    common = {"Panel", "ActDialog", "AskDialog", "WhyDialog"}  # what others derive from, never shown themselves
    assert [name for name, line in windows.items() if name not in common and not name.startswith("_")
            and not any(named_in_the_table(classes[one]) for one in line if one in classes)] == []


def named_in_the_table(node: ast.ClassDef) -> bool:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args:
            first = call.args[0]
            text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
            if call.func.attr == "setObjectName" and text in PAGES:
                return True
            if call.func.attr == "__init__" and {f"farmland{text}", f"farmland{text}Panel"} & set(PAGES):
                return True
    return False


def test_f1_in_a_panel_opens_its_page_and_elsewhere_stays_qgis_own(desktop, plugin):
    for panel in [*plugin.panels, plugin.comparing.bench]:
        panel.setUserVisible(True)
        has_focus(panel)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
        assert shown(plugin) == PAGES[panel.objectName()]
        plugin.help.window.close()
    has_focus(desktop.canvas)
    QTest.keyClick(desktop.canvas, Qt.Key.Key_F1)
    assert not plugin.help.window.isVisible()


def test_f1_with_a_modifier_is_not_ours(plugin):
    has_focus(plugin.panels[0])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert plugin.help.window is None


def test_f1_and_the_button_in_a_window_open_its_page(desktop, plugin):
    plugin.actions.actions["ledger_new"].trigger()
    dialog = desktop.window.findChild(QDialog, "farmlandCreateLedger")
    has_focus(dialog.county)
    QTest.keyClick(dialog.county, Qt.Key.Key_F1)
    assert shown(plugin) == "ledger"
    plugin.help.window.close()
    dialog.activateWindow()
    (button,) = dialog.findChildren(QPushButton, HELP)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(plugin) == "ledger" and dialog.isVisible()
    dialog.reject()


def test_every_panel_has_a_question_mark_that_opens_its_page(plugin):
    for panel in [*plugin.panels, plugin.comparing.bench]:
        (mark,) = panel.findChildren(QuestionMark)
        mark.click()
        assert shown(plugin) == PAGES[panel.objectName()]


def test_the_page_without_a_ledger_has_a_help_button_beside_new_and_open(plugin):
    for panel in [*plugin.panels, plugin.comparing.bench]:
        (button,) = panel.findChildren(QPushButton, "farmlandStartHelp")
        assert {one.text() for one in button.parentWidget().findChildren(QPushButton)} == {"New Ledger…", "Open Ledger…", "Help"}
        button.click()
        assert shown(plugin) == INDEX
        plugin.help.window.close()


def test_only_the_title_bar_has_a_question_mark_the_keys_have_a_keyboard(plugin):
    for panel in plugin.panels:
        assert [one for one in panel.findChildren(QAbstractButton) if one.text() == "?"] == panel.findChildren(QuestionMark)
    (keys,) = [one for panel in plugin.panels for one in panel.findChildren(QAbstractButton, "farmlandKeyHelp")]
    assert not keys.icon().isNull() and "sheet of keys" in keys.toolTip()


def test_the_menu_opens_the_index(plugin):
    plugin.actions.actions["help"].trigger()
    assert shown(plugin) == INDEX


def test_an_algorithms_help_link_opens_the_page_that_names_it(plugin):
    for algorithm in ALGORITHMS:
        link = algorithm().helpUrl()
        assert link == f"{HELP_SCHEME}:{algorithm.ID}"
    assert QDesktopServices.openUrl(QUrl(f"{HELP_SCHEME}:exportpackages"))
    assert shown(plugin) == "packages"


def test_the_place_in_qgis_own_dialog_is_the_algorithm(plugin):
    class Dialog(QgsProcessingAlgorithmDialogBase):
        """QGIS's own dialog, which Processing fills."""

    window = Dialog()
    window.setAlgorithm(QgsApplication.processingRegistry().createAlgorithmById("farmland:verifyledger"))
    assert place_of(window) == "farmland:verifyledger"
    plugin.help.ask(window)
    assert shown(plugin) == "safety"
    window.deleteLater()


def test_unloading_lets_go_of_keys_links_and_window(plugin):
    plugin.actions.actions["help"].trigger()
    window = plugin.help.window
    plugin.unload()
    flush()
    assert not [one for one in QApplication.topLevelWidgets() if one.objectName() == "farmlandHelp"]
    assert not QDesktopServices.openUrl(QUrl(f"{HELP_SCHEME}:createledger"))
    del window


@pytest.mark.parametrize("kind", ["box", "row", "wizard"])
def test_a_window_gets_its_help_button_once(qgis_app, kind):
    asked = []
    window = QWizard() if kind == "wizard" else QDialog()
    if kind == "wizard":
        window.addPage(QWizardPage())
    else:
        layout = QVBoxLayout(window)
        if kind == "box":
            layout.addWidget(QDialogButtonBox(QDialogButtonBox.StandardButton.Ok))
    window.show()
    for _ in range(2):
        add_button(window, asked.append)
    if kind == "wizard":
        window.button(QWizard.WizardButton.HelpButton).click()
    else:
        (button,) = window.findChildren(QPushButton, HELP)
        assert not button.autoDefault()
        button.click()
    assert asked == [window]
    window.close()


def test_links_lead_back_and_forward(window):
    window.show_page("ledger")
    window.show_page("import")
    window.reader.backward()
    assert window.reader.page() == "ledger" and window.tree.currentItem().text(0) == "新建台账与规则"
    window.reader.forward()
    assert window.reader.page() == "import"
    window.reader.setSource(QUrl("same_ground.md"))
    assert window.reader.page() == "same_ground" and "总任务" in window.reader.toPlainText()
    window.show_page("nobody")
    assert window.reader.page() == INDEX


def test_search_lists_lines_and_brings_the_one_chosen_into_sight(window):
    window.show_page(INDEX)
    window.search.setText("拆次留主")
    assert window.hits.count() > 1 and window._side.currentWidget() is window.hits
    rows = [window.hits.item(row) for row in range(window.hits.count())]
    title = next(row for row in rows if row.text() == "拆除到位核查")
    assert title.font().bold() and "拆次留主" in rows[rows.index(title) + 1].text()
    window.hits.itemClicked.emit(rows[rows.index(title) + 1])
    assert window.reader.page() == "demolition" and window.reader.extraSelections()
    assert {one.cursor.selectedText() for one in window.reader.extraSelections()} == {"拆次留主"}
    window.search.setText("没有这样的词语")
    assert window.hits.count() == 1 and window.hits.item(0).flags() == Qt.ItemFlag.NoItemFlags
    window.search.clear()
    assert window._side.currentWidget() is window.tree and not window.reader.extraSelections()


def test_pictures_are_never_wider_than_the_page(window):
    window.show_page("packages")
    for width in (700, 1300):
        window.resize(width, 600)
        QTest.qWait(200)
        picture = window.reader.loadResource(flag_number(QTextDocument.ResourceType.ImageResource),
                                             QUrl("../images/packages.png"))
        assert isinstance(picture, QImage) and picture.width() > 200
        assert picture.width() / picture.devicePixelRatio() <= window.reader.viewport().width() - 2 * MARGIN
        assert window.reader.horizontalScrollBar().maximum() == 0
    small = window.reader.loadResource(flag_number(QTextDocument.ResourceType.ImageResource), QUrl("../images/sign.png"))
    assert small.size() == QImage(str(resource("help", "images", "sign.png"))).size()


def test_the_window_comes_back_as_large_as_it_was(window):
    window.show_page(INDEX)
    window.resize(QSize(801, 603))
    window.close()
    again = HelpWindow(CHINESE, str)
    again.show_page(INDEX)
    assert again.size() == QSize(801, 603)
    again.close()
    again.deleteLater()
    QgsSettings().remove(GEOMETRY)


def test_the_keys_page_is_drawn_from_the_table_as_the_user_set_it(plugin):
    plugin.keys.actions["flicker"].setShortcut("Ctrl+Shift+K")
    plugin.help.show("keys")
    text = plugin.help.window.reader.toPlainText()
    assert "Ctrl+Shift+K" in text
    assert all(one.about in text for one in commands())
    table = keys_table(commands(), plugin.keys.keys_of, {"tag9": ""})
    assert table.count("\n| ") == len(commands()) - 1 + len({one.group for one in commands()})


def test_a_page_of_no_algorithm_is_the_index():
    assert page_of_algorithm(contents(CHINESE), "nothing") == INDEX


def test_the_reader_shows_every_page_with_its_pictures(qgis_app):
    reader = Reader(str)
    reader.resize(900, 600)
    for page in contents(CHINESE):
        reader.open(page.path)
        assert len(reader.toPlainText()) > 100 and reader.page() == page.name
        assert "|---" not in reader.toPlainText() and "**" not in reader.toPlainText()
    reader.deleteLater()
