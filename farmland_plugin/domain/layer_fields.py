"""Which fields of a source a red line takes its class, coefficient, name and details from, and what their values mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Sequence, Tuple

from .codes import Entry, normalised
from .errors import BadInput, tr
from .readings import partial_date

COLUMNS = {"class_code": "class_fields", "coefficient": "net_fields", "name": "name_fields"}
DETAILS = ("planting", "settlement", "date", "expires", "number", "project", "conforms")
DATES = ("date", "expires")


@dataclass(frozen=True)
class Columns:
    """Which source fields hold the class, the ridge coefficient (田坎系数 KCXS), the name and the details; '' where none does.

    :param details: (detail key, field) of those found. :param values: detail key -> meaning -> what is written for it; anything
        else of such a key means nothing.
    """

    class_code: str = ""
    coefficient: str = ""
    name: str = ""
    details: Tuple[Tuple[str, str], ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def field_map(self) -> Dict[str, str]:
        """Return the fields by what they hold, as the ledger keeps them and FIELD_MAP gives them."""
        return {"class_code": self.class_code, "coefficient": self.coefficient, "name": self.name, **dict(self.details)}

    def detail(self, attributes: Mapping[str, str]) -> Dict[str, str]:
        """Return the details of one row: dates in ISO form where they can be read, else as they are written."""
        found: Dict[str, str] = {}
        for key, name in self.details:
            text = (attributes.get(name, "") or "").strip()
            if key in self.values:
                text = self.values[key].get(normalised(text), "")
            elif key in DATES and text:
                text = partial_date(text) or text
            if text:
                found[key] = text
        return found


def pick_columns(fields: Sequence[str], role: Entry, field_map: Mapping[str, str]) -> Columns:
    """Choose the fields by FIELD_MAP (class_code, coefficient, name or a detail -> field), else by the role's own lists.

    The number is left out where the class is the number already.

    :raises BadInput: when FIELD_MAP names a column or a field that does not exist, or the role's lists cannot be used.
    """
    wanted = {column: role.extra.get(extra, []) for column, extra in COLUMNS.items()}
    details: Mapping[str, Any] = role.extra.get("detail_fields", {})
    check_role(role)
    unknown = [key for key in field_map if key not in (*wanted, *DETAILS)]
    if unknown:
        raise BadInput(tr("The field map names {key}: use {known}."), key=unknown[0],
                       known=", ".join([*COLUMNS, *(details or DETAILS)]))
    known = {normalised(field): field for field in fields}
    chosen: Dict[str, str] = {}
    for key in dict.fromkeys([*wanted, *details, *field_map]):
        given = field_map.get(key, "")
        if given and normalised(given) not in known:
            raise BadInput(tr("The field map names the field {field}, which the layer has not: its fields are {fields}."),
                           field=given, fields=", ".join(fields))
        names = [given] if given else wanted.get(key, details.get(key, []))
        chosen[key] = next((known[normalised(name)] for name in names if normalised(name) in known), "")
    own = chosen["class_code"]
    found = tuple((key, chosen[key]) for key in DETAILS if chosen.get(key) and not (key == "number" and chosen[key] == own))
    return Columns(own, chosen["coefficient"], chosen["name"], found, _values(role))


def check_role(role: Entry) -> None:
    """Refuse a role (an entry of dictionary ``redline_role``) whose lists of fields are none.

    :raises BadInput: naming the role and the key.
    """
    lists = [(extra, role.extra.get(extra, [])) for extra in COLUMNS.values()]
    details = role.extra.get("detail_fields", {})
    if not isinstance(details, dict) or set(details) - set(DETAILS):
        raise BadInput(tr("The role {role}: {key} may hold {known}."), role=role.code, key="detail_fields",
                       known=", ".join(DETAILS))
    for key, names in (*lists, *details.items()):
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise BadInput(tr("The role {role}: {key} must be a list of field names."), role=role.code, key=key)
    meanings = role.extra.get("detail_values", {})
    if not isinstance(meanings, dict) or not all(isinstance(m, dict) and all(isinstance(w, list) for w in m.values())
                                                 for m in meanings.values()):
        raise BadInput(tr("The role {role}: {key} must be lists of texts by detail and meaning."), role=role.code,
                       key="detail_values")


def _values(role: Entry) -> Dict[str, Dict[str, str]]:
    """Return what each written value means, by detail."""
    return {key: {normalised(str(text)): meaning for meaning, texts in meanings.items() for text in texts}
            for key, meanings in role.extra.get("detail_values", {}).items()}
