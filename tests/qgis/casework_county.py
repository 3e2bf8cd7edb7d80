"""A ledger with people in every role, and the steps of one case, for the tests of the workflow."""

from __future__ import annotations

from farmland_plugin.domain.people import Person

ROLES = ("household", "village_committee", "village_cadre", "township_leader", "department_lead", "surveyor", "county_admin",
         "county_reviewer", "county_leader", "enforcement", "acceptance_team", "witness")


class County:
    """People of a ledger by role: ``county["surveyor"]`` is the first surveyor's id, ``county["surveyor", 1]`` the next."""

    def __init__(self, ledger, count=3):
        self.ledger = ledger
        self.people = {role: [ledger.people.register(Person("", f"{role} {number}", roles=(role,))).person_id
                              for number in range(count)] for role in ROLES}

    def __getitem__(self, key):
        role, number = key if isinstance(key, tuple) else (key, 0)
        return self.people[role][number]


def version(ledger, uid):
    return ledger.case(uid).version


def take(ledger, uid, action, payload=None, by="", files=()):
    """Apply an action to the case as it stands."""
    return ledger.apply(uid, version(ledger, uid), action, payload or {}, files, by)


def attach(ledger, uid, role, path):
    """Attach a file in a role, and return its SHA-256."""
    stored = ledger.media.add(path)
    take(ledger, uid, "attach", {"role": role, "files": [stored.to_dict()]}, files=[stored.sha256])
    return stored.sha256


def paper(ledger, path, person, **more):
    """Return the payload of a signature on paper."""
    stored = ledger.media.add(path)
    return {"person_id": person, "method": "paper", "signed_at": "2026-11-20", "attachment": stored.sha256,
            "files": [stored.to_dict()], **more}


def sign_chain(ledger, uid, county, scan, roles=("village_committee", "township_leader", "department_lead")):
    """Have one person of every level sign."""
    for role in roles:
        take(ledger, uid, "sign", paper(ledger, scan, county[role]), by=county[role])


def pack(ledger, uid, kind, verdict="proved"):
    """Record a verified package of a parcel."""
    package = ledger.new_uid()
    ledger.record_package({
        "package_id": package, "kind": kind, "recipient": "internal", "parcel_uid": uid, "parcels": [uid], "folder_name": package,
        "path": package, "code": "0" * 16, "root_sha256": "0" * 64, "root_sm3": "0" * 64})
    ledger.record_verdict(package, verdict)


ANSWERS = {  # what the form of satellite enforcement asks of a non-farm violation: the four clear things (四清)
    "use_class": "industry", "use_kind": "plant", "category_detail": "before_approval", "subject_kind": "enterprise",
    "project_owner": "示例建材厂", "violation_mu": "1.2188", "plot_mu": "1.2188", "cropland_mu": "1.0000",
    "permanent_farmland_mu": "0",
}


def survey(ledger, uid, county, folder):
    """Record findings, the whole form, responsibilities and photos, so that only the signatures lack."""
    take(ledger, uid, "record", {
        "finding": "nonfarm_violation", "disposition": "demolish", "category": "project", "surveyed_on": "2026-11-02",
        "surveyors": f"{county['surveyor']},{county['surveyor', 1]}", "confirmed_area_m2": "812.50", "note": "现场为彩钢厂房一处",
        "facts": ANSWERS})
    for slot, person in (("subject", county["household", 2]), ("supervision", county["village_cadre", 2]),
                         ("rectification", county["township_leader", 2])):
        take(ledger, uid, "set_duty", {"slot": slot, "person_id": person})
    for number, role in enumerate(("photo_far", "photo_near")):
        path = folder / f"{uid}_{role}.jpg"
        path.write_bytes(b"\xff\xd8 photo " + uid.encode() + bytes([number]))
        attach(ledger, uid, role, path)


def clear(ledger, uid, county, residual, photo=None, day="2026-11-14"):
    """Say that something left is gone, shown by a photo that is attached already; None: by an image."""
    take(ledger, uid, "clear_residual", {"residual_id": residual.residual_id, "reason": "复查已拆除清运", "gone_on": day,
                                         "person_id": county["acceptance_team"], "photos": [photo] if photo else []})


def put_in_place(ledger, uid, county, photo, day="2026-11-10", stages=("demolished", "cleared", "replanted", "accountable")):
    """Record the four in place, each with a photo that is attached already."""
    for stage in stages:
        take(ledger, uid, "complete_stage", {"stage": stage, "done_on": day, "person_id": county["township_leader", 1],
                                             "photos": [photo]})


def closed_by_receipt(ledger, uid, county, folder):
    """Take a case nobody surveyed to written off, by what the upper level passed, and open it again in its next round."""
    scan = folder / "scan_of_closing.png"
    scan.write_bytes(b"\x89PNG a signed form")
    survey(ledger, uid, county, folder)
    attach(ledger, uid, "doc_approval", scan)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)
    take(ledger, uid, "find_lawful", {"reason": "有批文"}, by=county["county_reviewer"])
    pack(ledger, uid, "evidence")
    take(ledger, uid, "submit_evidence", by=county["county_admin"])
    attach(ledger, uid, "doc_receipt", scan)
    take(ledger, uid, "evidence_passed", by=county["county_admin"])
    attach(ledger, uid, "doc_write_off", scan)
    pack(ledger, uid, "writeoff")
    take(ledger, uid, "write_off", by=county["county_leader"])
    attach(ledger, uid, "doc_recheck", scan)
    take(ledger, uid, "reopen", {"reason": "抽查"}, by=county["county_admin"])
