"""Translation: source language English, complete Simplified Chinese; usable where Qt is absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from .domain.errors import FarmlandError, Sentences

CONTEXT = "@default"  # where pylupdate5 puts the text of a free tr()


def tr(text: str) -> str:
    """Translate a literal of the program's own; placeholders are filled in afterwards with ``format``."""
    try:
        from qgis.PyQt.QtCore import QCoreApplication
    except ImportError:
        return text
    return str(QCoreApplication.translate(CONTEXT, text))


def message(error: FarmlandError) -> str:
    """Return the one sentence of an error in the user's language."""
    facts = {name: " ".join(message(each) for each in value) if isinstance(value, Sentences) else value
             for name, value in error.facts.items()}
    return tr(error.text).format(**facts)


def is_simplified_chinese(name: str) -> bool:
    """Whether a locale name (``zh``, ``zh-Hans``, ``zh_CN`` …) means Simplified Chinese."""
    parts = name.replace("-", "_").split("_")
    return parts[0].lower() == "zh" and not {"Hant", "TW", "HK", "MO"} & set(parts[1:])


def locale_name() -> str:
    """Return the user's locale: QGIS's override when set, else the system's."""
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QLocale

    settings = QgsSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        return str(settings.value("locale/userLocale", "") or "")
    return str(QLocale.system().name())


def language() -> str:
    """Return ``zh`` or ``en``: the language of dictionary labels for this user."""
    try:
        return "zh" if is_simplified_chinese(locale_name()) else "en"
    except ImportError:
        return "en"


def load_translator(folder: Path) -> Optional[Any]:
    """Load and install the translator for the user's locale; None when English is spoken.

    The caller keeps the returned QTranslator alive and removes it with ``QCoreApplication.removeTranslator``.
    """
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    if language() != "zh":
        return None
    translator = QTranslator()
    if not translator.load(str(folder / "farmland_zh-Hans.qm")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
