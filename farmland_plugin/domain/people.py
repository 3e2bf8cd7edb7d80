"""People and what they answer for: persons, responsibility slots, inspection visits and notices served.

Name, number and telephone stand in the table ``person`` only; the journal knows a person by ``person_id`` and
``person_hash`` (records §3). What is shown is masked unless somebody asks for the whole number.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Iterable, List, Optional, Tuple

from .errors import BadInput, tr
from .journal import canonical

SUBJECT, SUPERVISION, RECTIFICATION = "subject", "supervision", "rectification"
CHECKED_SLOTS = (SUBJECT, SUPERVISION, RECTIFICATION)  # 三查: requirement 003-11

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_CREDIT_LETTERS = "0123456789" + "ABCDEFGH" + "JKLMN" + "PQRTUWXY"  # GB 32100: no I, O, S, V, Z
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-8]")  # 9: permanent residence cards
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?")
_COUNTRY = re.compile(r"^(\+|00)86-?")


@dataclass(frozen=True)
class Person:
    """Somebody who answers, signs or is concerned (002-18): a natural person, or an organisation by its credit code.

    :param roles: codes of dictionary ``role``. :param department: code of dictionary ``department``.
    :param login: the account under which the person works, '' for none. :param seq: event that wrote this state.
    """

    person_id: str
    name: str
    id_no: str = ""
    phone: str = ""
    salt: str = ""
    person_hash: str = ""
    roles: Tuple[str, ...] = ()
    department: str = ""
    township: str = ""
    village: str = ""
    login: str = ""
    active: bool = True
    seq: int = 0

    @property
    def is_organisation(self) -> bool:
        """Whether the number is an organisation's credit code (统一社会信用代码)."""
        return bool(self.id_no) and is_credit_code(self.id_no)

    @property
    def masked_name(self) -> str:
        """The name as it may be shown outside: ``张*``; an organisation's is public."""
        return self.name if self.is_organisation else mask_name(self.name)

    @property
    def masked_id_no(self) -> str:
        """The number with its last four characters legible."""
        return self.id_no if self.is_organisation else mask_number(self.id_no)

    @property
    def masked_phone(self) -> str:
        """The telephone with its last four digits legible."""
        return mask_number(self.phone)


@dataclass(frozen=True)
class Duty:
    """One person in one responsibility slot of a parcel (003-11): ``slot`` is a code of dictionary ``duty_slot``."""

    parcel_uid: str
    slot: str
    person_id: str
    department: str = ""
    note: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Visit:
    """An inspection visit (督导巡查, 000-20, 003-15): when, who went, where, what was found; parcels are linked."""

    visit_id: str
    visited_on: str
    team: str
    place: str = ""
    finding: str = ""
    recorded_at: str = ""
    recorded_by: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Notice:
    """A notice served in a case (002-12): ``kind`` is a code of dictionary ``notice_kind``, dates are ISO text.

    :param served_on: '' until it is served: no period runs before. :param attachment: SHA-256 of its scan.
    """

    notice_id: str
    parcel_uid: str
    round: int
    kind: str
    number: str
    issued_on: str
    served_on: str
    due_on: str
    attachment: Optional[str] = None
    note: str = ""
    closed_on: str = ""
    escalated_on: str = ""
    seq: int = 0


def person_hash(salt: str, name: str, id_no: str, phone: str) -> str:
    """Return what the journal knows of a person: SHA-256(salt ‖ canonical({name, id_no, phone}))."""
    body = canonical({"name": name, "id_no": id_no, "phone": phone})
    return hashlib.sha256((salt + body).encode("utf-8")).hexdigest()


def plain(text: str) -> str:
    """Return a number as it is stored: half-width, without spaces, capital letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_character(digits: str) -> str:
    """Return the 18th character that the first 17 digits of an identity card ask for (GB 11643, mod 11-2)."""
    return _CHECK[sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS)) % 11]


def is_credit_code(code: str) -> bool:
    """Whether a text is an organisation's 18-character credit code with a right check character (GB 32100).

    One of digits only is taken for one when it begins with 9 (a firm); other such numbers are identity cards.
    """
    if not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", code) or not (code[0] == "9" or re.search(r"[A-Z]", code[:17])):
        return False
    total = sum(_CREDIT_LETTERS.index(letter) * weight for letter, weight in zip(code[:17], _CREDIT_WEIGHTS))
    return _CREDIT_LETTERS[(31 - total % 31) % 31] == code[17]


def check_id_no(text: str, today: Optional[date] = None) -> str:
    """Return an identity-card number or credit code as it is stored; '' stays ''.

    :raises BadInput: saying what is wrong with it.
    """
    number = plain(text)
    if not number or is_credit_code(number):
        return number
    if re.fullmatch(r"[0-9]{15}", number):
        raise BadInput(tr("The identity number has 15 digits, as on old cards: write the 18 digits of the present one."))
    if len(number) != 18:
        raise BadInput(tr("The identity number has {count} characters instead of 18."), count=len(number))
    if re.search(r"[A-WYZ]", number):
        raise BadInput(tr("The credit code does not fit its check character: one of its characters is wrong."))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise BadInput(tr("The identity number may hold digits only, and X as its last character."))
    if not _PROVINCES.match(number):
        raise BadInput(tr("The identity number begins with {digits}, which is no province."), digits=number[:2])
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise BadInput(tr("The identity number says {birth} for the day of birth, which is no date."),
                       birth=f"{number[6:10]}-{number[10:12]}-{number[12:14]}") from error
    if born.year < 1880 or born > (today or date.today()):
        raise BadInput(tr("The identity number says {birth} for the day of birth, which cannot be."), birth=born.isoformat())
    if check_character(number) != number[17]:
        raise BadInput(tr("The identity number does not fit its check character: one of its digits is wrong."))
    return number


def check_phone(text: str) -> str:
    """Return a telephone number as it is stored (mobile, or area code and number); '' stays ''.

    :raises BadInput: when it is neither.
    """
    number = _COUNTRY.sub("", re.sub(r"[()]", "", plain(text)).replace("—", "-").replace("–", "-"))
    if not number:
        return ""
    if _MOBILE.fullmatch(number.replace("-", "")):
        return number.replace("-", "")
    if _LANDLINE.fullmatch(number):
        return number
    if number.startswith("1") and number.isdigit():
        raise BadInput(tr("The mobile number has {count} digits or a wrong beginning: it has 11 and begins with 13 to 19."),
                       count=len(number))
    raise BadInput(tr("{number} is not a telephone number: write a mobile number, or a landline with its area code such as "
                      "0310-1234567."), number=mask_number(number))


def check_name(text: str) -> str:
    """Return a name without control characters and outer spaces.

    :raises BadInput: when nothing is left, or digits only.
    """
    name = " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())
    if not name:
        raise BadInput(tr("The name is empty."))
    if name.isdigit():
        raise BadInput(tr("{name} is a number, not a name."), name=mask_number(name))
    return name


def mask_name(name: str) -> str:
    """Return a person's name with the family name's first character only: ``张*``."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""


def mask_number(number: str) -> str:
    """Return a number with its last four characters legible; a short one is covered whole."""
    kept = 4 if len(number) > 7 else 0
    return "*" * (len(number) - kept) + number[len(number) - kept:]


def roles_text(roles: Iterable[str]) -> str:
    """Return role codes as the table stores them, each once, sorted."""
    return ",".join(sorted({role.strip() for role in roles if role.strip()}))


def roles_of(text: str) -> Tuple[str, ...]:
    """Return the role codes of a stored text."""
    return tuple(role for role in text.split(",") if role)


def missing_slots(duties: Iterable[Duty]) -> List[str]:
    """Return which of the three checked slots nobody stands in (三查: 003-11)."""
    filled = {duty.slot for duty in duties}
    return [slot for slot in CHECKED_SLOTS if slot not in filled]


def missing_for_control(duties: Iterable[Duty], disposition: str, has_deadline: bool) -> List[str]:
    """Return which of the three things an unfinished case must name are missing (004-14).

    :return: of ``responsible`` 处置责任主体, ``measure`` 处置措施 and ``deadline`` 处置时限.
    """
    named = any(duty.slot in (SUBJECT, RECTIFICATION) for duty in duties)
    return [what for what, present in (("responsible", named), ("measure", bool(disposition)), ("deadline", has_deadline))
            if not present]
