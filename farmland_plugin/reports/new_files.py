"""Several new files in a folder: all of them appear, or none does."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, Set

from ..domain.errors import BadInput
from ..files import fsync_file, safe_name, withdrawn_on_failure, write_trouble
from ..i18n import tr


class NewFiles:
    """Files being written beside their folder; ``written`` are their final paths once all is done."""

    def __init__(self, folder: Path, hidden: Path) -> None:
        self._folder, self._hidden = folder, hidden
        self._names: List[str] = []
        self._taken: Set[str] = set()
        self._next: Dict[str, int] = {}
        self.written: List[Path] = []

    def add(self, text: str, suffix: str) -> Path:
        """Return where to write the file of this name; a name used before gets ``_2``, ``_3`` …"""
        stem = safe_name(text)
        name = stem
        while name.casefold() in self._taken:
            self._next[stem] = self._next.get(stem, 1) + 1
            name = f"{stem}_{self._next[stem]}"
        self._taken.add(name.casefold())
        self._names.append(name + suffix)
        return self._hidden / self._names[-1]

    def publish(self) -> None:
        """Give every file its place.

        :raises BadInput: when one of the names is there already: nothing is written over.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        here = {name.casefold() for name in os.listdir(self._folder)}
        known = next((name for name in self._names if name.casefold() in here), None)
        if known is not None:
            raise BadInput(tr("{path} is there already: choose an empty folder."), path=self._folder / known)
        places = [self._folder / name for name in self._names]
        with withdrawn_on_failure(*places):
            for place in places:
                fsync_file(self._hidden / place.name)
                os.replace(self._hidden / place.name, place)
        self.written = places


@contextmanager
def new_files(folder: Path) -> Iterator[NewFiles]:
    """Yield a place for new files; when the block ends well they move to ``folder``, otherwise nothing of them is left.

    :raises BadInput: when one of them is there already.
    """
    hidden = folder.parent / f".{folder.name}.{secrets.token_hex(4)}.part"
    try:
        hidden.mkdir(parents=True)
        files = NewFiles(folder, hidden)
        yield files
        files.publish()
    except OSError as error:
        raise write_trouble(error, folder) from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
