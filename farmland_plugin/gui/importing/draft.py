"""What the import wizard has gathered so far: plain values that flow from page to page, no windows."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import Any, Iterable, Optional

from ...intake.fields.mapping import MEANINGS
from ...intake.fields.profiles import Profile
from ...intake.opening.look import LayerLook, Look
from ..models.same_ground import Decision, ReviewRow
from .checked import Checked

UNIT_AUTO = "auto"
_BESIDE = ("-wal", "-shm", "-journal", ".lock")  # what reading leaves beside a file
REISSUE_SHARE = 0.5  # of the numbers looked at: half of them known from one batch make a re-issue likely


@dataclass
class Draft:
    """One import in the making; '' means: conclude it.

    :param path: file, folder or zip. :param layer: of a file with several. :param fields: meaning -> field, as chosen by hand
        ('' = none). :param profile: name of the saved mapping that is used, :param saved_mapping: whether one may be used at all,
        :param save_as: name to save this one under. :param remediate_by, accept_by:
        ISO dates. :param reissue_of: id of the batch this one replaces. :param decisions: by the key of the pair.
    """

    path: str = ""
    layer: str = ""
    source: str = "satellite"
    batch: str = ""
    remediate_by: str = ""
    accept_by: str = ""
    reissue_of: str = ""
    encoding: str = ""
    crs: str = ""
    transformation: str = ""
    area_unit: str = UNIT_AUTO
    profile: str = ""
    saved_mapping: bool = True
    save_as: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    look: Optional[Look] = None
    checked: Optional[Checked] = None
    decisions: dict[str, Decision] = field(default_factory=dict)
    _checked_with: tuple[Any, ...] = ()

    # -- the source -------------------------------------------------------------------------------------------

    def choose(self, path: str) -> None:
        """Take another input: what was concluded of the one before is forgotten, deadlines and source stay."""
        if path == self.path:
            self.forget_checks()  # it may be another file by now
            return
        named = self.batch and self.batch != self.default_name()
        kept = {"source": self.source, "remediate_by": self.remediate_by, "accept_by": self.accept_by,
                "batch": self.batch if named else ""}
        self.__dict__.update(Draft(path=path, **kept).__dict__)
        self.batch = self.batch or self.default_name()

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Return name, time and size of every file of the input, to tell whether it was changed since."""
        path = Path(self.path.partition("|")[0])
        found = path.rglob("*") if path.is_dir() else path.parent.glob(f"{escape(path.stem)}.*")
        files = [one for one in found if one.is_file() and not one.name.endswith(_BESIDE)]
        return tuple(sorted((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in files))

    def default_name(self) -> str:
        """Return the name a batch has unless the user says otherwise: the file's."""
        return Path(self.path.partition("|")[0]).stem

    def reading(self) -> tuple[str, str, str, str, str]:
        """Return what a look at the input depends on."""
        return self.path, self.layer, self.encoding, self.crs, self.transformation

    @property
    def readable(self) -> bool:
        """Whether the input was looked at and can be read."""
        return self.look is not None and not self.look.refusal and bool(self.look.layers)

    def take(self, look: Look) -> None:
        """Take up what a look found; fields chosen by hand that are not there any more are dropped."""
        self.look = look
        known = {name for layer in look.layers for name in layer.fields}
        if look.layers:
            self.profile = next((layer.profile.name for layer in look.layers if layer.profile is not None), "")
            self.fields = {meaning: name for meaning, name in self.fields.items() if not name or name in known}

    def common_fields(self) -> list[str]:
        """Return the fields that every layer has: only these may be given a meaning by hand."""
        layers = self.look.layers if self.look is not None else []
        return [name for name in layers[0].fields if all(name in layer.fields for layer in layers)] if layers else []

    def field_of(self, layer: LayerLook, meaning: str) -> str:
        """Return the field a meaning is read from in a layer: the user's choice, else what was recognised."""
        return self.fields.get(meaning, layer.mapping.fields.get(meaning, ""))

    def map_field(self, layer: LayerLook, meaning: str, name: str) -> None:
        """Give a meaning a field by hand ('' = none); the choice is forgotten when it says what was recognised anyway."""
        self.fields.pop(meaning, None)
        if name != layer.mapping.fields.get(meaning, ""):
            self.fields[meaning] = name

    def field_map(self) -> dict[str, str]:
        """Return the fields the algorithm is told: those chosen by hand; all, when no saved mapping may be used."""
        layer = self.look.layers[0] if self.look is not None and self.look.layers else None
        if self.saved_mapping or layer is None:
            return dict(self.fields)
        common = {*self.common_fields(), ""}
        every = {meaning: self.field_of(layer, meaning) for meaning in MEANINGS}
        return {meaning: name for meaning, name in every.items() if name in common}

    def mapping_to_save(self) -> Optional[Profile]:
        """Return the mapping to save under the name the user gave, None when none was given."""
        layer = self.look.layers[0] if self.look is not None and self.look.layers else None
        if layer is None or not self.save_as.strip():
            return None
        mapping = {meaning: self.field_of(layer, meaning) for meaning in {*layer.mapping.fields, *self.fields}}
        unit = "" if self.area_unit == UNIT_AUTO else self.area_unit
        return Profile(self.save_as.strip(), self.source, tuple(layer.fields), mapping, unit)

    def unit_wanted(self) -> str:
        """Return why the unit of the monitored area must be chosen, '' when it is concluded or chosen."""
        layers = self.look.layers if self.look is not None else []
        if self.area_unit != UNIT_AUTO:
            return ""
        return next((layer.unit_doubt for layer in layers if layer.unit_doubt and self.field_of(layer, "monitored_area")), "")

    def likely_reissue(self, known: Iterable[tuple[str, str]]) -> tuple[str, int, int]:
        """Return the batch this input seems to be issued again for, how many numbers match, of how many looked at.

        :param known: (batch_id, number) of the ledger's parcels. :returns: ('', 0, looked at) when none seems to be.
        """
        numbers = self.numbers()
        counts = Counter(batch for batch, number in set(known) if number in numbers)
        batch, count = max(counts.items(), key=lambda one: (one[1], one[0])) if counts else ("", 0)
        likely = bool(numbers) and count >= REISSUE_SHARE * len(numbers)
        return (batch, count, len(numbers)) if likely else ("", 0, len(numbers))

    def numbers(self) -> set[str]:
        """Return the parcel numbers among the rows looked at."""
        found = set()
        for layer in self.look.layers if self.look is not None else []:
            name = self.field_of(layer, "source_no")
            found |= {row.attributes.get(name, "").strip() for row in layer.rows} if name else set()
        return found - {""}

    # -- checks and decisions ---------------------------------------------------------------------------------

    def basis(self) -> tuple[Any, ...]:
        """Return everything a dry run depends on."""
        return (*self.reading(), self.source, self.reissue_of, self.area_unit, self.profile, self.saved_mapping,
                tuple(sorted(self.fields.items())))

    def take_checks(self, checked: Checked) -> None:
        """Take up a dry run; decisions on pairs that are there again stay.

        A batch that is issued again does not count any more: there is nothing to decide about its parcels.
        """
        if checked.reissue is not None and checked.reissue.of:
            checked = replace(checked, pairs=[pair for pair in checked.pairs if pair.review.other_batch != checked.reissue.of])
        self.checked, self._checked_with = checked, self.basis()
        known = {pair.review.key for pair in checked.pairs}
        self.decisions = {key: decision for key, decision in self.decisions.items() if key in known}

    @property
    def is_checked(self) -> bool:
        """Whether the last dry run tells of the import as it would be now."""
        return self.checked is not None and self._checked_with == self.basis()

    def forget_checks(self) -> None:
        """Let the next visit of the checks run them again."""
        self._checked_with = ()

    def review_rows(self) -> list[ReviewRow]:
        """Return the pairs on the same ground."""
        return [pair.review for pair in self.checked.pairs] if self.checked is not None else []

    @property
    def undecided(self) -> int:
        """How many pairs nobody has decided yet."""
        return sum(1 for row in self.review_rows() if not self.decisions.get(row.key, ("", ""))[0])

    @property
    def worth_keeping(self) -> bool:
        """Whether closing now loses work: decisions, or a mapping made by hand."""
        return any(decision for decision, _reason in self.decisions.values()) or bool(self.fields)

    # -- the algorithm's parameters ---------------------------------------------------------------------------

    def parameters(self, work: Path, *, dry: bool) -> dict[str, Any]:
        """Return the parameters of ``farmland:importparcels``; what it needs as files is written to ``work``."""
        given = {
            "LAYER": self.layer, "BATCH": self.batch.strip(), "ENCODING": self.encoding, "CRS": self.crs,
            "TRANSFORMATION": self.transformation, "PROFILE": self.profile, "REISSUE_OF": self.reissue_of,
            "REMEDIATE_BY": self.remediate_by, "ACCEPT_BY": self.accept_by,
        }
        values: dict[str, Any] = {"INPUT": self.path, "SOURCE": self.source, "AREA_UNIT": self.area_unit,
                                  **{name: value for name, value in given.items() if value}}
        if self.field_map():
            values["FIELD_MAP"] = _written(work / "fields.json", self.field_map())
        values["CHECKS"] = str(work / ("checks.json" if dry else "done.json"))
        if dry:
            values.update({"DRY_RUN": True, "REPORT": str(work / "checks.html"), "QUARANTINE": str(work / "quarantine.gpkg")})
        elif self.decision_records():
            values["DECISIONS"] = _written(work / "decisions.json", {"links": self.decision_records()})
        return values

    def decision_records(self) -> list[dict[str, Any]]:
        """Return the decisions as the DECISIONS file holds them."""
        pairs = self.checked.pairs if self.checked is not None else []
        made = [(pair, *self.decisions.get(pair.review.key, ("", ""))) for pair in pairs]
        return [pair.decided(decision, reason) for pair, decision, reason in made if decision]


def _written(path: Path, value: Any) -> str:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return str(path)
