"""Long jobs: each is a Processing algorithm, run from a panel as a QGIS task or from QGIS's own dialog."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...domain.errors import FarmlandError
from ...i18n import tr
from ...ledger.crs import remembering_systems
from ..errors import Notices, guarded
from .slices import Slices
from .workspace import Workspace

PROVIDER = "farmland"
Done = Callable[[dict[str, Any]], None]
Failed = Callable[[str], None]


class Listener(QgsProcessingFeedback):
    """Feedback that keeps the errors, for the message bar."""

    def __init__(self) -> None:
        super().__init__(False)
        self.errors: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803 - QGIS's own names
        """Keep the text."""
        self.errors.append(error)


class Job:
    """A running task with everything that must outlive the call that started it."""

    def __init__(self, title: str, task: QgsProcessingAlgRunnerTask, keep: tuple[Any, ...], feedback: Listener,
                 done: Optional[Done], failed: Optional[Failed] = None) -> None:
        self.title = title
        self.task = task
        self.keep = keep
        self.feedback = feedback
        self.done = done
        self.failed = failed

    @property
    def context(self) -> QgsProcessingContext:
        """Where the layers are that it made in memory."""
        return next(one for one in self.keep if isinstance(one, QgsProcessingContext))

    def cancel(self) -> None:
        """Stop it, when it still runs."""
        if not sip.isdeleted(self.task):
            self.task.cancel()


class Jobs(QObject):
    """Starts algorithms and tells, in the message bar, what became of them."""

    finished = pyqtSignal(str, bool, dict)  # once map and panels show what the job did

    def __init__(self, workspace: Workspace, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._workspace = workspace
        self._running: list[Job] = []
        self._dialogs: list[Any] = []
        self._systems = Slices(self)
        self._systems.start(remembering_systems())  # what each job would ask for first, all at once

    @property
    def busy(self) -> bool:
        """Whether a job started from a panel is running."""
        return bool(self._running)

    def takes(self, name: str, parameter: str) -> bool:
        """Whether ``farmland:name`` has a parameter."""
        return self._prepared(name).parameterDefinition(parameter) is not None

    def runs(self, job: Job) -> bool:
        """Whether a job is still running; one whose parameters were refused never did."""
        return job in self._running

    def run(self, name: str, parameters: dict[str, Any], done: Optional[Done] = None,
            failed: Optional[Failed] = None) -> Job:
        """Run ``farmland:name`` in the background with the open ledger and return the job; ``done`` gets its results.

        :param failed: gets the reason instead of the message bar, '' when it was cancelled.
        :raises FarmlandError: when the algorithm is not there or refuses its parameters.
        """
        algorithm, context = self._prepared(name), QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = Listener()
        values = {"LEDGER": self._workspace.path, **parameters}
        possible, reason = algorithm.checkParameterValues(values, context)
        if not possible:
            raise FarmlandError("{reason}", reason=reason)
        task = QgsProcessingAlgRunnerTask(algorithm, values, context, feedback)
        job = Job(algorithm.displayName(), task, (algorithm, context), feedback, done, failed)
        if task.status() == QgsTask.TaskStatus.Terminated or task.isCanceled():
            self._report(job, False, {}, task.isCanceled())
            return job
        self._running.append(job)
        task.executed.connect(lambda successful, results: self._on_executed(job, successful, results))
        QgsApplication.taskManager().addTask(task)
        return job

    def dialog(self, name: str, **preset: Any) -> Any:
        """Open QGIS's own dialog of ``farmland:name`` with the open ledger filled in, and return it."""
        import processing

        values = {"LEDGER": self._workspace.path, **preset} if self._workspace.path else preset
        window = processing.createAlgorithmDialog(f"{PROVIDER}:{name}", values)
        if window is None:
            raise FarmlandError(tr("{name} is not in the toolbox: is Processing switched on?"), name=name)
        window.algorithmFinished.connect(lambda successful, results: self._on_dialog(name, successful, results))
        self._dialogs = [kept for kept in self._dialogs if not sip.isdeleted(kept)] + [window]
        window.show()
        return window

    def release(self) -> None:
        """Stop what runs and close the windows."""
        self._systems.stop()
        running, self._running = self._running, []  # first: a task that is cancelled says so at once
        for job in running:
            job.cancel()
        for window in self._dialogs:
            if not sip.isdeleted(window):
                window.close()
        self._dialogs = []

    @staticmethod
    def _prepared(name: str) -> Any:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"{PROVIDER}:{name}")
        if algorithm is None:
            raise FarmlandError(tr("{name} is not in the toolbox: is Processing switched on?"), name=name)
        return algorithm

    @guarded
    def _on_executed(self, job: Job, successful: bool, results: dict[str, Any]) -> None:
        if job in self._running:
            cancelled = job.task.isCanceled()  # the task is gone when everything is shown
            self._workspace.catch_up(lambda: self._on_shown(job, successful, results, cancelled))

    @guarded
    def _on_shown(self, job: Job, successful: bool, results: dict[str, Any], cancelled: bool) -> None:
        if job in self._running:
            self._running.remove(job)
            self._report(job, successful, results, cancelled)

    def _report(self, job: Job, successful: bool, results: dict[str, Any], cancelled: bool) -> None:
        nothing = cancelled and not job.feedback.errors
        if successful:
            if job.done is not None:
                job.done(results)
            else:
                self.notices.success(tr("{job}: done.").format(job=job.title))
        elif job.failed is not None:
            job.failed("" if nothing else (job.feedback.errors or [tr("see the log panel")])[-1])
        elif nothing:
            self.notices.info(tr("{job}: cancelled, nothing was written.").format(job=job.title))
        else:
            reason = (job.feedback.errors or [tr("see the log panel")])[-1]
            self.notices.warning(tr("{job} failed: {reason}").format(job=job.title, reason=reason))
        self.finished.emit(job.title, successful, results)

    @guarded
    def _on_dialog(self, name: str, successful: bool, results: dict[str, Any]) -> None:
        self._workspace.catch_up(lambda: self.finished.emit(name, successful, results))
