"""The people of the open ledger as windows offer them: by role, nearest first, with a way to add one."""

from __future__ import annotations

from typing import Any, Collection, Optional

from ..domain.parcel import Parcel
from ..domain.people import Person
from ..i18n import tr
from .controllers.workspace import Workspace


class Staff:
    """Offers people for one parcel's window; remembers who was chosen last for a role while QGIS runs.

    :param parcel: those of its village and township stand first.
    """

    def __init__(self, workspace: Workspace, parcel: Optional[Parcel] = None, places: Collection[str] = ()) -> None:
        self.workspace = workspace
        self._near = {text for text in (*(places or ()), *((parcel.township, parcel.village) if parcel else ())) if text}

    def everybody(self) -> list[Person]:
        """Return everybody who is active."""
        return [one for one in self.workspace.ledger.people.all() if one.active]

    def offered(self, roles: Collection[str]) -> tuple[list[Person], list[Person]]:
        """Return the people who have one of the roles, nearest first, and the others; without roles all are the first."""
        wanted = set(roles)
        people = sorted(self.everybody(), key=lambda one: (not self._is_near(one), one.name))
        fitting = [one for one in people if not wanted or wanted & set(one.roles)]
        return fitting, [one for one in people if one not in fitting]

    def preferred(self, roles: Collection[str]) -> str:
        """Return who is chosen beforehand: whoever works here now, else the only one there is; '' when that is open."""
        fitting, _others = self.offered(roles)
        mine = self.workspace.ledger.people.mine()
        if mine is not None and any(one.person_id == mine.person_id for one in fitting):
            return mine.person_id
        return fitting[0].person_id if len(fitting) == 1 and roles else ""

    def label(self, person: Person) -> str:
        """Return a person's name with where they belong, so that namesakes can be told apart."""
        department = self.workspace.terms.label("department", person.department)
        place = " ".join(text for text in (department, person.township, person.village) if text)
        return tr("{name} ({place})").format(name=person.name, place=place) if place else person.name

    def roles_label(self, roles: Collection[str]) -> str:
        """Return roles in words, as alternatives."""
        return " / ".join(self.workspace.terms.label("role", role) for role in roles)

    def add(self, roles: Collection[str], parent: Any) -> str:
        """Ask for a new person with one of the roles and enter them; return their id, '' when nothing was entered."""
        from .dialogs.add_person import AddPersonDialog

        window = AddPersonDialog(self.workspace, list(roles), parent)
        window.exec()
        return window.person_id

    def _is_near(self, person: Person) -> bool:
        return bool(self._near & {person.township, person.village})
