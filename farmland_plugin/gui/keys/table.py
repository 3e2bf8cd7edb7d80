"""The commands of the bench: the one table behind the registered actions, the cheat sheet and the tooltips."""

from __future__ import annotations

from dataclasses import dataclass

from ...i18n import tr

MAP = "map"
PANELS = frozenset({"parcels", "redlines", "verification", "packages", "casework", "compare"})
BENCH = frozenset({"parcels", "verification", "compare", "casework", MAP})  # where one is at work on a parcel
WRITING = frozenset({"parcels", "verification", "compare", MAP})  # where what is being written is in sight
TAGS = 9


@dataclass(frozen=True)
class Command:
    """One command.

    :param id: part of the action's object name. :param group: heading of the cheat sheet. :param default: key as Qt
        writes it. :param about: what it does, in one sentence. :param where: panels (object name without farmland and
        Panel, small letters) and ``map``. :param also: fixed keys beside the one that can be changed; in panels only,
        while typing too.
    :param typing: works in a text field too. :param field: works in a text field only. :param hold: lasts while the
        key is held. :param repeat: goes on while the key is held.
    """

    id: str
    group: str
    title: str
    default: str
    about: str
    where: frozenset[str] = BENCH
    also: tuple[str, ...] = ()
    typing: bool = False
    field: bool = False
    hold: bool = False
    repeat: bool = False


def commands() -> list[Command]:
    """Return every command in the order of the cheat sheet, in the user's language."""
    return [*_deciding(), *_walking(), *_looking(), *_helping()]


def _deciding() -> list[Command]:
    group = tr("Decide")
    tags = [Command(f"tag{number}", group, tr("Finding {number}").format(number=number), str(number),
                    tr("Choose the finding with this number; it is written with Enter"), WRITING)
            for number in range(1, TAGS + 1)]
    return [
        *tags,
        Command("confirm", group, tr("Save, then next unfinished parcel"), "Return",
                tr("Write the finding to the ledger and go to the next parcel without one"), WRITING),
        Command("save", group, tr("Save and stay"), "Ctrl+Return", tr("Write what was entered to the ledger; also while typing"),
                frozenset({"verification", "parcels", "compare"}), typing=True),
        Command("undo", group, tr("Undo my last finding"), "Z",
                tr("Take back what is typed and not saved, else my last finding of today; press again for the one before"),
                WRITING),
        Command("redo", group, tr("Redo"), "Shift+Z", tr("Put in force again what was taken back last"), WRITING),
        Command("leave", group, tr("Leave the text field"), "Esc",
                tr("Put the keyboard back to the panel, so that its keys work"), PANELS, field=True),
    ]


def _walking() -> list[Command]:
    group = tr("Go")
    return [
        Command("previous", group, tr("Previous parcel"), "Left", tr("Previous parcel in the order of walking"), PANELS | {MAP},
                ("Alt+Left",), repeat=True),
        Command("next", group, tr("Next parcel"), "Right", tr("Next parcel in the order of walking"), PANELS | {MAP},
                ("Alt+Right",), repeat=True),
        Command("previous_unfinished", group, tr("Previous unfinished parcel"), "Ctrl+Left",
                tr("Previous parcel without a finding"), PANELS | {MAP}),
        Command("next_unfinished", group, tr("Next unfinished parcel"), "Ctrl+Right", tr("Next parcel without a finding"),
                PANELS | {MAP}, ("Alt+Down",)),
        Command("zoom", group, tr("Zoom the map to the parcel"), "Q",
                tr("Show the whole parcel on the map, with room around it")),
    ]


def _looking() -> list[Command]:
    group = tr("Compare before and after")
    return [
        Command("flicker", group, tr("Flicker"), "F", tr("Show before and after in turn in one place; again: as before")),
        Command("swipe", group, tr("Swipe"), "S", tr("Draw one picture over the other with a divider; again: as before")),
        Command("lens", group, tr("Lens"), "L", tr("Show the other date under the pointer; again: as before")),
        Command("peek", group, tr("Peek at the other date"), "Space", tr("Show the other date for as long as the key is held"),
                hold=True),
        Command("heat", group, tr("Heat map"), "H", tr("Show where structure of before is found again after; again: hide it")),
        Command("outline", group, tr("What seems left"), "O", tr("Show the outline of what seems left; again: hide it")),
        Command("photo", group, tr("Photo, large"), "P", tr("Show the parcel's photo that wants looking at first")),
        Command("snapshot", group, tr("Picture of both dates as evidence"), "E",
                tr("Keep both dates with outline and capture dates among the parcel's files"), WRITING),
    ]


def _helping() -> list[Command]:
    return [Command("help", tr("Help"), tr("These keys"), "?", tr("Show or hide the sheet of keys"), PANELS | {MAP})]
