"""The people of a ledger: the only table with personal data; everything else knows them by id."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Dict, FrozenSet, Iterable, List, Optional, Sequence, Tuple

from ..domain.casework import people_of
from ..domain.errors import BadInput, LedgerError
from ..domain.people import Person, check_id_no, check_name, check_phone, person_hash
from ..i18n import tr
from .door import Door
from .store import Row

if TYPE_CHECKING:
    from .ledger import Ledger

ID = re.compile("[0-9A-Za-z_-]{1,64}")  # lists of people are texts of ids with commas between
INSERT = ("INSERT INTO person (person_id, name, id_no, phone, salt, person_hash, roles, department, township, village, login,"
          " active, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
UPDATE = ("UPDATE person SET name = ?, id_no = ?, phone = ?, person_hash = ?, roles = ?, department = ?, township = ?,"
          " village = ?, login = ?, active = ?, seq = ? WHERE person_id = ?")


def person_from_row(row: Row) -> Person:
    """Return a person."""
    return Person(
        person_id=row["person_id"], name=row["name"], id_no=row["id_no"], phone=row["phone"], salt=row["salt"],
        person_hash=row["person_hash"], roles=people_of(row["roles"]), department=row["department"],
        township=row["township"], village=row["village"], login=row["login"], active=bool(row["active"]), seq=row["seq"])


class People:
    """Reads and registers the people of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> List[Person]:
        """Return everybody by name."""
        return [person_from_row(row) for row in self._ledger.store.rows("SELECT * FROM person ORDER BY name, person_id")]

    def find(self, person_id: str) -> Optional[Person]:
        """Return one person, None when the ledger does not know the id."""
        for row in self._ledger.store.rows("SELECT * FROM person WHERE person_id = ?", (person_id,)):
            return person_from_row(row)
        return None

    def require(self, person_ids: Iterable[str]) -> None:
        """Make sure that every id is known.

        :raises BadInput: naming the first that is not.
        """
        for person_id in person_ids:
            if self.find(person_id) is None:
                raise BadInput(tr("The ledger has no person {person}: enter the person first."), person=person_id)

    def hash_of(self, person_id: str) -> str:
        """Return what stands for a person's data in the journal."""
        found = self.find(person_id)
        return found.person_hash if found is not None else ""

    def roles_of(self, person_ids: Iterable[str]) -> Dict[str, FrozenSet[str]]:
        """Return the roles of active people."""
        found = {person_id: self.find(person_id) for person_id in set(person_ids) if person_id}
        return {person_id: frozenset(one.roles) for person_id, one in found.items() if one is not None and one.active}

    def names(self, text: str, known: Optional[Dict[str, str]] = None) -> str:
        """Return the names behind a comma-separated text of ids; what is no id is a name already and stays."""
        names = self.by_id() if known is None else known
        return ", ".join(names.get(part, part) for part in people_of(text))

    def by_id(self) -> Dict[str, str]:
        """Return everybody's name by id."""
        return {row["person_id"]: row["name"] for row in self._ledger.store.rows("SELECT person_id, name FROM person")}

    def mine(self) -> Optional[Person]:
        """Return the person whose login writes now, None when nobody has it."""
        for row in self._ledger.store.rows("SELECT * FROM person WHERE login = ? AND active = 1", (self._ledger.store.actor,)):
            return person_from_row(row)
        return None

    def resolve(self, door: Door, parts: Sequence[str], role: str) -> Tuple[str, ...]:
        """Return person ids for ids or names; a name nobody has yet becomes a person with the role.

        :raises BadInput: for a name that several active people have.
        """
        found = []
        for part in parts:
            if self.find(part) is not None:
                found.append(part)
                continue
            same = [person_from_row(row) for row in self._ledger.store.rows(
                "SELECT * FROM person WHERE name = ? AND active = 1 ORDER BY person_id", (part,))]
            if len(same) > 1:
                raise BadInput(tr("{count} people are called {name}: choose one from the list of people."), count=len(same),
                               name=part)
            found.append(same[0].person_id if same else self._insert(door, Person(
                person_id=self._ledger.new_uid(), name=part, roles=(role,))).person_id)
        return tuple(dict.fromkeys(found))

    def register(self, person: Person) -> Person:
        """Add a person, or change the one with this id; return the person as kept.

        The journal gets the id, the roles and a salted hash, never the name or a number.

        :raises BadInput: for a person without a name, a number that cannot be, or a login somebody else has.
        """
        if not person.name.strip():
            raise BadInput(tr("A person needs a name."))
        person = replace(person, name=check_name(person.name), id_no=check_id_no(person.id_no), phone=check_phone(person.phone),
                         login=person.login.strip())
        if person.login and any(one.login == person.login and one.person_id != person.person_id for one in self.all()):
            raise BadInput(tr("The login {login} belongs to somebody else."), login=person.login)
        if person.person_id and not ID.fullmatch(person.person_id):
            raise BadInput(tr("{person} cannot be the id of a person."), person=person.person_id)
        with self._ledger.door() as door:
            self._check_once(person)
            known = self.find(person.person_id) if person.person_id else None
            if known is None:
                return self._insert(door, replace(person, person_id=person.person_id or self._ledger.new_uid()))
            return self._update(door, replace(person, salt=known.salt))

    def _check_once(self, person: Person) -> None:
        """Refuse one person entered twice, who could then sign as two; a firm may act by several people."""
        if not person.id_no or person.is_organisation or not person.active:
            return
        for row in self._ledger.store.rows("SELECT name FROM person WHERE id_no = ? AND active = 1 AND person_id <> ?",
                                           (person.id_no, person.person_id)):
            raise BadInput(tr("{name} has this identity number already: one person is entered once, with every role."),
                           name=row["name"])

    def adopt(self, door: Door, person: Person) -> Person:
        """Take a person over as a copy of this ledger has them, with the salt by which the copy's journal knows them."""
        return self._insert(door, person) if self.find(person.person_id) is None else self._update(door, person)

    def _update(self, door: Door, person: Person) -> Person:
        made = replace(person, person_hash=person_hash(person.salt, person.name, person.id_no, person.phone))
        seq = door.append("register_person", None, _public(made))
        door.execute(UPDATE, (made.name, made.id_no, made.phone, made.person_hash, ",".join(made.roles), made.department,
                              made.township, made.village, made.login, int(made.active), seq, made.person_id))
        return replace(made, seq=seq)

    def _insert(self, door: Door, person: Person) -> Person:
        salt = person.salt or secrets.token_hex(16)
        made = replace(person, salt=salt, person_hash=person_hash(salt, person.name, person.id_no, person.phone))
        seq = door.append("register_person", None, _public(made))
        door.execute(INSERT, (made.person_id, made.name, made.id_no, made.phone, made.salt, made.person_hash,
                              ",".join(made.roles), made.department, made.township, made.village, made.login,
                              int(made.active), seq))
        return replace(made, seq=seq)

    def check(self, person_id: str) -> bool:
        """Whether a person's data still give the hash the journal has.

        :raises LedgerError: when the ledger has no such person.
        """
        one = self.find(person_id)
        if one is None:
            raise LedgerError(tr("The ledger has no person {person}: enter the person first."), person=person_id)
        return one.person_hash == person_hash(one.salt, one.name, one.id_no, one.phone)


def _public(person: Person) -> Dict[str, Any]:
    """Return what the journal may say of a person."""
    return {"person_id": person.person_id, "person_hash": person.person_hash, "roles": list(person.roles),
            "department": person.department, "township": person.township, "active": person.active, "login": person.login}
