"""Work that stands still now and then, so that whoever does it in a window's thread can let the window live in between."""

from __future__ import annotations

from typing import Generator, Iterable, Iterator, List, TypeVar

T = TypeVar("T")
Gradual = Generator[None, None, T]
"""Work in steps: each ``yield`` is a place to pause, what is returned is the outcome. At a pause no lock is held and no cursor
is open, and whoever asks may do something else, change what is worked on, or never go on."""
SOME = 100  # items of one step: a few milliseconds of work on an idle computer


def at_once(work: Gradual[T]) -> T:
    """Do gradual work without a pause and return its outcome."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            outcome: T = end.value
            return outcome


def in_parts(items: Iterable[T], size: int = SOME) -> Iterator[List[T]]:
    """Yield items some at a time, in their order."""
    part: List[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
