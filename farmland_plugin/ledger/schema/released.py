"""The dictionaries and rules that earlier releases shipped, known by the beginning of their SHA-256.

A ledger carries copies. When it is brought to a newer version, a copy nobody has touched is replaced by what is shipped now;
one that the county has edited is the county's and stays. Add the texts of a schema here when the next one is begun.
"""

from __future__ import annotations

import hashlib
from typing import Dict, Tuple

RELEASED: Dict[str, Tuple[str, ...]] = {  # name -> texts shipped with schema 1 (0.1.0), schema 2, schema 3, …
    "attachment_role": ("df4eb6b9-6bd56193", "161f6a9f-f114a1d6"),
    "builder": ("9010dcca-9ccd7d4b",),
    "building_state": ("88942901-49084203",),
    "building_type": ("77a476de-1d39e3ea",),
    "calendar": ("dbdc5dff-fbfa95c7",),
    "campaign_cropland_check": ("67876916-9fcbda7c",),
    "campaign_greenhouse": ("e184ffdb-947f4cc8",),
    "campaign_inspection": ("f5a7daa2-e08dc0fd",),
    "campaign_rural_housing": ("2a837c09-5602a7c0",),
    "campaign_satellite": ("cdd56537-7a12f97d",),
    "category": ("e1d25ca0-70d7c356",),
    "category_detail": ("27c8c45a-d41967fe",),
    "climate_region": ("0e236e25-24783fd1",),
    "completion_ground": ("9a3f5938-97c9eb62",),
    "completion_stage": ("24d93f3f-e2d39a55",),
    "construction_mode": ("247b1f4a-43fbf2b6",),
    "cropland": ("452abdb7-83bd20ac",),
    "cropland_ground": ("3d3a00b7-b655641d",),
    "deadline_node": ("ebd98c26-00d80e6f",),
    "deadlines": ("846f4b15-062ebd16",),
    "department": ("55ea00d5-0df051d9",),
    "disposition": ("5fb8c429-135f597c", "ba0fb08c-7d16babc"),
    "duty_slot": ("a1c972d0-16641c0c",),
    "eight_donts": ("fa082731-f2b28b0e",),
    "exclusion_ground": ("e53d3d92-28009707",),
    "feature_type": ("355c6115-b32e9080",),
    "field_alias": ("3d97b720-c0a3bd24", "d8c99a85-78bd6757"),
    "finding": ("a32bb70a-255e701f",),
    "flag": ("c4466649-cb45ef92",),
    "four_stages": ("c5b13c77-b7adca42",),
    "greenhouse_class": ("bc4d2f9d-a18434eb",),
    "greenhouse_facility": ("21bbe4ee-6d2fff4c",),
    "hold": ("03e25265-74a26863",),
    "house_circumstance": ("2451318a-2459a35c",),
    "house_class": ("50cc5bfe-58b4a603",),
    "house_kind": ("5874c10b-b3d85f84",),
    "house_part": ("56ffb51a-78119f2b",),
    "house_structure": ("2e650df0-2bc0507f",),
    "housing_parcel": ("1b628100-8dc9be7c",),
    "inspection_point": ("37517e5f-3dc66819",),
    "land_class": ("62c438f9-03a9f3aa", "ffcf3021-c67a94b0"),
    "land_class_second_survey": ("2368cae1-5982b62c",),
    "land_ownership": ("c37e586a-227f1e37",),
    "land_source": ("29d4caa5-3d9bc870",),
    "legal_basis": ("a4184988-ad8a0e72",),
    "management_areas": ("37517e5f-3dc66819",),
    "multi_house_reason": ("c609a5fa-43a6c016",),
    "must_demolish_kind": ("37517e5f-3dc66819",),
    "nongrain_kind": ("0add60e5-e9e7e995",),
    "notice_kind": ("519bcf70-c78eaa92",),
    "occupancy": ("c1741f23-48b1eb10",),
    "other_circumstance": ("5107c557-b887d653",),
    "package_kind": ("553048e2-7a444541",),
    "package_kinds": ("5f412899-959a1fcc",),
    "parcel_fact": ("8eb1a9cf-c4688fdd",),
    "period": ("264339d3-5b13dca3",),
    "planting": ("f51efdf9-a5c6970a",),
    "procedure_state": ("930b27af-b7c015d0",),
    "profile_internal": ("fe557ae2-d54a93d9",),
    "profile_party": ("278bf4b6-3709313d",),
    "profile_upper": ("fe557ae2-d54a93d9",),
    "province": ("38fbd7f4-487d6588",),
    "recipient": ("3e47b223-2fd497be",),
    "redline_role": ("ff01c4c3-6dd5fd2a", "bafd9d2d-036dfe1e", "bcc466b7-c8d70a4d"),
    "residual_kind": ("d6e5d1f5-8c8772c3",),
    "return_reason": ("009cf2ba-72169c24",),
    "risk_category": ("37517e5f-3dc66819",),
    "risk_level": ("b5e10977-ee41e6cf",),
    "role": ("8b9cd800-58ed9dbe",),
    "same_ground": ("40333cc2-6edcce3e",),
    "scene_role": ("afb5e1e9-b2fa7f53",),
    "sign_decision": ("0181e553-74ffbf77",),
    "sign_method": ("32695ee8-50ff1bec",),
    "site_check": ("3cbaa5e0-4368d8df",),
    "six_musts": ("7a8db369-fe0f6db4",),
    "source": ("a523b8a4-46d55938", "41b10895-0643b0ee"),
    "status": ("e6b35fc8-8514cdaa",),
    "suggestion": ("e6b99e13-e786ede7", "3cd3df15-1242d9ed"),  # version 1
    "suggestion_figure": ("70815ef7-4946c193", "f5172911-1e06a6af"),
    "suggestion_outcome": ("d8145c47-5be6e235",),
    "task_lists": ("28178d55-b6bba53d",),
    "traffic_light": ("7a6b14e5-c8fc7a6a",),
    "unit": ("ccd5b648-34965884",),
    "use_class": ("628d72a6-d5f5c54d",),
    "use_kind": ("1d47e516-ec899a4a",),
    "verification_method": ("0d37c624-ebbf9b6c",),
    "violation_kind": ("5c15bd33-6d321f0e",),
    "workflow": ("0eb465b3-f828df36", "b6c6c73c-2c7d8fe1", "1f1bb9c6-937e79c0"),
    "yes_no": ("854f5bcf-693bb1f6",),
}


def mark(text: str) -> str:
    """Return how a text is known in ``RELEASED``."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return f"{digest[:8]}-{digest[8:16]}"


def is_released(name: str, text: str) -> bool:
    """Whether a dictionary's or rule's text is one an earlier release shipped under this name."""
    return mark(text) in RELEASED.get(name, ())
