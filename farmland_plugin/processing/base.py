"""What every algorithm shares: parameters, errors in one sentence, progress and cancel."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Union

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtGui import QIcon

from ..domain.codes import parse_dictionary
from ..domain.errors import BadInput, Cancelled, FarmlandError
from ..files import not_a_folder, write_trouble
from ..i18n import language, message, tr
from ..ledger.connection import explain, is_ledger
from ..ledger.crs import remember_systems
from ..ledger.keeping.migrating import earlier_version, told
from ..ledger.keeping.whereabouts import risks
from ..ledger.ledger import is_database
from ..paths import HELP_SCHEME, resource
from .uncollected import uncollected


def _about_the_place(path: Path, feedback: QgsProcessingFeedback) -> int:
    """Warn of a place a ledger should not lie in, and say when it is of an earlier version; return that version, else 0."""
    for risk in risks(path):
        feedback.pushWarning(message(risk))
    before = earlier_version(path) if is_ledger(path) else 0
    if before:
        feedback.pushInfo(tr(
            "{path} is a ledger of version {before}: to be written it is backed up and brought to this program's version; for "
            "reading a copy in memory is.").format(path=path, before=before))
    return before


class AlgorithmFeedback:
    """The domain's ``Feedback`` on top of QGIS's."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback

    def progress(self, percent: float) -> None:
        """Move QGIS's progress bar."""
        self._feedback.setProgress(percent)

    def say(self, text: str) -> None:
        """Write into the algorithm's log."""
        self._feedback.pushInfo(text)

    def warn(self, text: str) -> None:
        """Write a warning into the algorithm's log."""
        self._feedback.pushWarning(text)

    def is_cancelled(self) -> bool:
        """Whether the user pressed Cancel."""
        return bool(self._feedback.isCanceled())

    def check(self) -> None:
        """Raise ``Cancelled`` when the user pressed Cancel."""
        if self.is_cancelled():
            raise Cancelled()


class FarmlandAlgorithm(QgsProcessingAlgorithm):
    """Base of the provider's algorithms: a subclass says what it is called, needs and does.

    Subclasses set ``ID`` and ``ICON`` and implement ``title``, ``help``, ``setup`` and ``work``.
    """

    ID = ""
    ICON = "farmland"
    NUMBERS: tuple = ()
    STRINGS: tuple = ()

    def title(self) -> str:
        """Return the translated name."""
        raise NotImplementedError

    def help(self) -> str:
        """Return the translated description shown beside the parameters."""
        raise NotImplementedError

    def setup(self) -> None:
        """Add the parameters."""
        raise NotImplementedError

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Do the work and return the outputs; may raise ``FarmlandError`` and operating-system errors.

        Not called ``run``: that is QGIS's own method, which ``processing.run`` calls.
        """
        raise NotImplementedError

    # -- QGIS's side ------------------------------------------------------------------------------------------

    def name(self) -> str:
        """Return the id that ``qgis_process run farmland:<id>`` uses."""
        return self.ID

    def displayName(self) -> str:
        """Return the translated name."""
        return self.title()

    def shortHelpString(self) -> str:
        """Return the translated description."""
        return self.help()

    def helpUrl(self) -> str:
        """Return the link that the dialog's Help button follows to the page of the plugin's own help; none in qgis_process."""
        return "" if QgsApplication.platform() == "qgis_process" else f"{HELP_SCHEME}:{self.ID}"

    def group(self) -> str:
        """Return no group: the provider's list is short."""
        return ""

    def groupId(self) -> str:
        """Return no group."""
        return ""

    def icon(self) -> QIcon:
        """Return the algorithm's icon."""
        path = resource("icons", f"{self.ICON}.svg")
        return QIcon(str(path if path.exists() else resource("icons", "farmland.svg")))

    def createInstance(self) -> FarmlandAlgorithm:
        """Return a fresh instance, as QGIS asks for every run."""
        return type(self)()

    def prepareAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: Any) -> bool:
        """Make QGIS's own thread ready for work in another one; qgis_process works in its own."""
        if QgsApplication.platform() != "qgis_process":
            remember_systems()
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.setup()
        for name in self.NUMBERS:
            self.addOutput(QgsProcessingOutputNumber(name, name))
        for name in self.STRINGS:
            self.addOutput(QgsProcessingOutputString(name, name))

    def processAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                         feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        """Run, turning every expected failure into one sentence and a non-zero exit."""
        try:
            ledger = self._place(parameters, context)
            before = _about_the_place(ledger, feedback) if ledger is not None else 0
            with uncollected():
                results = self.work(parameters, context, AlgorithmFeedback(feedback))
            if ledger is not None and before and not earlier_version(ledger):
                for remark in told(ledger):
                    feedback.pushWarning(message(remark))
            return results
        except Cancelled:
            feedback.pushInfo(tr("Cancelled: nothing was written."))
            return {}
        except FarmlandError as error:
            raise QgsProcessingException(message(error)) from error
        except OSError as error:
            raise QgsProcessingException(message(write_trouble(error, error.filename or "?"))) from error
        except sqlite3.Error as error:
            raise QgsProcessingException(message(self._explained(error, parameters, context))) from error

    def _explained(self, error: sqlite3.Error, parameters: Dict[str, Any], context: QgsProcessingContext) -> FarmlandError:
        """Say what SQLite said: a full disk may be any of three, other trouble is the ledger's."""
        ledger = self.text(parameters, "LEDGER", context) if self.parameterDefinition("LEDGER") else ""
        if "full" in str(error) or not ledger or is_database(ledger):
            return FarmlandError(tr("A data file cannot be read or written ({reason}): check the space on the disks of the "
                                    "ledger, the output and the temporary files."), reason=error)
        return explain(error, Path(ledger))

    def _place(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[Path]:
        """Return the path of the ledger that is worked on, None when there is none or it is in a database."""
        text = self.text(parameters, "LEDGER", context) if self.parameterDefinition("LEDGER") else ""
        return Path(text) if text and not is_database(text) else None

    # -- helpers for subclasses -------------------------------------------------------------------------------

    def add_ledger(self, *, optional: bool = False) -> None:
        """Add the parameter LEDGER."""
        self.add_input("LEDGER", tr("Ledger"), optional=optional, filter=tr("Ledger (*.gpkg)"))

    def add_input(self, name: str, label: str, *, optional: bool = False, filter: str = "") -> None:
        """Add a parameter for a file or folder handed in.

        The filter ends with ``(*)``: QGIS's own default ``(*.*)`` refuses a folder, and a narrower one refuses a file
        before the algorithm can say why.
        """
        every = tr("All files (*)")
        self.addParameter(QgsProcessingParameterFile(
            name, label, optional=optional, fileFilter=f"{filter};;{every}" if filter else every))

    def add_text(self, name: str, label: str, default: str = "", optional: bool = True) -> None:
        """Add a text parameter."""
        self.addParameter(QgsProcessingParameterString(name, label, default, optional=optional))

    def add_choice(self, name: str, label: str, choices: Sequence[str], default: str = "",
                   optional: bool = False) -> None:
        """Add a text that dialogs offer as a list; '' as default makes the user choose. Codes may be given as well."""
        parameter = QgsProcessingParameterString(name, label, default or None, optional=optional)
        parameter.setMetadata({"widget_wrapper": {"value_hints": [*([] if default else [""]), *choices]}})
        self.addParameter(parameter)

    def add_code(self, name: str, label: str, dictionary: str, default: str = "") -> None:
        """Add a code of a dictionary, offered by its labels in the user's language."""
        path = resource("dictionaries", f"{dictionary}.json")
        known = parse_dictionary(dictionary, path.read_text(encoding="utf-8"), path.name)
        labels = [known.label(entry.code, language()) for entry in known.entries]
        self.add_choice(name, label, labels, known.label(default, language()) if default else "")

    def add_where(self) -> None:
        """Add the parameter WHERE: a QGIS expression over the parcel table; empty means all."""
        self.addParameter(QgsProcessingParameterExpression("WHERE", tr("Parcels (expression; empty = all)"), "", optional=True))

    def add_file_output(self, name: str, label: str, filter: str, *, optional: bool = True) -> None:
        """Add a destination file; an optional one is written beside the ledger when left empty."""
        self.addParameter(QgsProcessingParameterFileDestination(
            name, label, filter, None, optional, not optional))

    def text(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """Return a text parameter, stripped."""
        return str(self.parameterAsString(parameters, name, context) or "").strip()

    def path(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Path:
        """Return a path parameter.

        :raises BadInput: when it is empty.
        """
        value = self.text(parameters, name, context)
        if not value:
            raise BadInput(tr("{name} is empty: give a path."), name=self.label(name))
        return Path(value)

    def ledger_address(self, parameters: Dict[str, Any], context: QgsProcessingContext, name: str = "LEDGER") -> Union[str, Path]:
        """Return what opens the ledger: a file's path, or a database's address (``postgresql://…``) as it was given.

        :raises BadInput: when it is empty.
        """
        value = self.text(parameters, name, context)
        return value if is_database(value) else self.path(parameters, name, context)

    def label(self, name: str) -> str:
        """Return what a parameter is called in its dialog."""
        definition = self.parameterDefinition(name)
        return str(definition.description()) if definition is not None else name

    def optional_output(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext, default: Path) -> Path:
        """Return the destination asked for, else ``default`` (temporary outputs vanish when qgis_process ends).

        :raises BadInput: when a ledger, the INPUT or a folder stands there.
        """
        value = self.parameterAsFileOutput(parameters, name, context) if parameters.get(name) else ""
        return self.spare(Path(value), parameters, context) if value else default

    def spare(self, target: Path, parameters: Dict[str, Any], context: QgsProcessingContext) -> Path:
        """Return a destination that may be overwritten.

        :raises BadInput: when a ledger, the INPUT or a folder stands there.
        """
        if is_ledger(target):
            raise BadInput(tr("{path} is a ledger and is not overwritten: choose another file."), path=target)
        given = self.text(parameters, "INPUT", context) if self.parameterDefinition("INPUT") else ""
        if given and target.exists() and Path(given).exists() and target.samefile(given):
            raise BadInput(tr("{path} is the INPUT and is not overwritten: choose another file."), path=target)
        return not_a_folder(target)

    def words(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> List[str]:
        """Return a comma-separated text parameter as a list."""
        return [word.strip() for word in self.text(parameters, name, context).replace("，", ",").split(",") if word.strip()]
