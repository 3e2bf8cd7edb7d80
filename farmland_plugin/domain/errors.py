"""What can go wrong, said once: what happened, where, and how to mend it."""

from __future__ import annotations


def tr(text: str) -> str:
    """Mark a text for translation; the boundary that shows it translates it (``i18n.message``)."""
    return text


class FarmlandError(Exception):
    """A failure the user can act on, in one sentence.

    :param text: English template with ``{named}`` places, marked with ``tr``.
    :param facts: values of the named places.
    """

    def __init__(self, text: str, **facts: object) -> None:
        self.text = text
        self.facts = facts
        super().__init__(text.format(**facts))


class BadInput(FarmlandError):
    """A file, a layer or a value handed in cannot be used."""


class LedgerError(FarmlandError):
    """The ledger file cannot be opened, read or written."""


class LedgerBusy(LedgerError):
    """Another program holds the ledger for writing."""


class LedgerReadOnly(LedgerError):
    """The ledger lies where nothing can be written; it can still be read."""


class StaleRow(LedgerError):
    """A case was changed by somebody else since it was read; both values are in ``facts``."""


class NotAllowed(FarmlandError):
    """A rule of the workflow forbids the action."""


class Cancelled(FarmlandError):
    """The user stopped a long job; nothing was written."""

    def __init__(self) -> None:
        super().__init__(tr("Cancelled: nothing was written."))
