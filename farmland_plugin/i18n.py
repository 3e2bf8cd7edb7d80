"""Translation: source language English, complete Simplified Chinese; usable where Qt is absent."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Callable, Optional, Tuple

from .domain.errors import FarmlandError, Sentences

CONTEXT = "@default"  # where pylupdate5 puts the text of a free tr()


def tr(text: str) -> str:
    """Translate a literal of the program's own; placeholders are filled in afterwards with ``format``."""
    translate = _translate()
    return str(translate(CONTEXT, text)) if translate is not None else text


@cache
def _translate() -> Optional[Callable[[str, str], Any]]:
    """Return Qt's translation, None where there is no Qt; looked for once: a panel says hundreds of texts of a parcel."""
    try:
        from qgis.PyQt.QtCore import QCoreApplication
    except ImportError:
        return None
    return QCoreApplication.translate  # type: ignore[no-any-return]


@cache
def _settings() -> Tuple[Any, Any]:
    """Return the classes that know the user's locale."""
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QLocale

    return QgsSettings, QLocale


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
    kept, system = _settings()
    settings = kept()
    if settings.value("locale/overrideFlag", False, type=bool):
        return str(settings.value("locale/userLocale", "") or "")
    return str(system.system().name())


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
