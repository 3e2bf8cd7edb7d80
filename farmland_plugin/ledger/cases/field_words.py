"""Fields of a case and their values in the user's words, for lists and reports outside the desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Mapping

from ...domain.answers import Field
from ...domain.casework import people_of
from ...domain.errors import FarmlandError
from ...domain.merge import FACT, STATUS
from ...i18n import language, tr
from .campaigns import campaign_for
from .wording import column_label

if TYPE_CHECKING:
    from ..ledger import Ledger

CODED = ("finding", "disposition", "category", "department", "status", "hold")
NOTHING = "—"


class FieldWords:
    """Says the fields and values of one ledger's cases."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names = ledger.people.by_id()
        self._forms: Dict[str, Mapping[str, Field]] = {}

    def _form(self, campaign: str) -> Mapping[str, Field]:
        if campaign not in self._forms:
            try:
                self._forms[campaign] = campaign_for(self._ledger, campaign).form.by_code
            except FarmlandError:  # a county's own campaign document that cannot be read: codes stay codes
                self._forms[campaign] = {}
        return self._forms[campaign]

    def field(self, campaign: str, name: str) -> str:
        """Return what a column, or a fact of a campaign's survey form, is called."""
        code = name[len(FACT):] if name.startswith(FACT) else name
        known = self._form(campaign).get(code)
        return known.words.said(language()) if known is not None and name.startswith(FACT) else column_label(code)

    def value(self, campaign: str, name: str, value: Any) -> str:
        """Return a value in words, a dash for none; a status with its round where the rounds differ."""
        if value in (None, "", [], ()):
            return NOTHING
        if name == STATUS and isinstance(value, (list, tuple)):
            return tr("{status} (round {round})").format(status=self._label(STATUS, str(value[0])), round=value[1])
        known = self._form(campaign).get(name[len(FACT):]) if name.startswith(FACT) else None
        if known is not None:
            return known.said(value, language())
        if name in CODED:
            return self._label(name, str(value))
        if name == "flags":
            return tr(", ").join(self._label("flag", code) for code in people_of(str(value)))
        if name == "surveyors":
            return tr(", ").join(self._names.get(one, one) for one in people_of(str(value)))
        if name == "confirmed_area_m2":
            return tr("{area} m²").format(area=value)
        return tr(", ").join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)

    def _label(self, dictionary: str, code: str) -> str:
        return self._ledger.dictionary(dictionary).label(code, language())

    def person(self, person_id: str) -> str:
        """Return a person's name."""
        return self._names.get(person_id, person_id) or NOTHING
