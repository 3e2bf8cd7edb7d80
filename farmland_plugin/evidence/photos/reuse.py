"""Photos used twice: every new one is held against all that were ever checked, of all parcels and rounds."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from ...domain.errors import FarmlandError
from ...domain.photo_checks import Noticed, a_burst
from ...domain.photo_rules import PhotoRules
from ...domain.photos import PhotoFacts
from ...domain.picture_hash import Grey, HashIndex, apart, block_likeness
from ...domain.progress import Feedback
from ...ledger.photos import Print
from . import keypoints

MOST = 20  # others named of one photo
KEPT = 2000  # small pictures held in memory
Look = Callable[[Path], Grey]
Pair = Tuple[int, int, int]  # bits that differ, the other's place, the orientation of the first


@dataclass(frozen=True)
class Known:
    """A photo among all: its print, where its file lies ('' when it is not at hand), and whose parcel it is of."""

    print: Print
    path: str = ""
    township: str = ""

    @property
    def hashes(self) -> Tuple[int, ...]:
        """Its eight hashes, none where it is too plain."""
        text = self.print.phash
        return tuple(int(text[at:at + 16], 16) for at in range(0, len(text), 16))


class Greys:
    """Small grey pictures, kept while they are wanted and read from their files again when not."""

    def __init__(self, look: Look, seen: Mapping[str, Grey]) -> None:
        self._look, self._seen = look, seen
        self._kept: OrderedDict[str, Optional[Grey]] = OrderedDict()

    def of(self, one: Known) -> Optional[Grey]:
        """Return a photo's small picture, None where its file is gone or no picture."""
        sha = one.print.sha256
        if sha in self._seen:
            return self._seen[sha]
        if sha not in self._kept:
            try:
                self._kept[sha] = self._look(Path(one.path)) if one.path else None
            except (FarmlandError, OSError):
                self._kept[sha] = None
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[sha]


def find_reuse(earlier: Sequence[Known], new: Sequence[Known], greys: Greys, rules: PhotoRules, number: Callable[[str], str],
               feedback: Feedback) -> Dict[Tuple[str, str], List[Noticed]]:
    """Return what is noticed of new photos, by (parcel, SHA-256): each is held against those before it.

    :param earlier: photos that were compared before. :param number: says a parcel's number by its uid.
    """
    every = [*earlier, *new]
    index, first = HashIndex(), len(earlier)
    hashes = [one.hashes for one in every]
    index.add(hashes)
    pairs: Dict[int, List[Pair]] = {}
    for which, place, bits, way in index.near(hashes[first:], rules.alike_bits):
        if place < first + which and every[place].print.sha256 != new[which].print.sha256:
            pairs.setdefault(which, []).append((bits, place, way))
    files: Dict[str, List[int]] = {}
    for place, one in enumerate(every):
        files.setdefault(one.print.sha256, []).append(place)
    matcher = keypoints.matcher(rules)
    found: Dict[Tuple[str, str], List[Noticed]] = {}
    for which, one in enumerate(new):
        feedback.check()
        feedback.progress(100.0 * which / len(new))
        twice = [place for place in files[one.print.sha256] if place < first + which
                 and every[place].print.parcel_uid != one.print.parcel_uid]
        told = [_told("same_file", every[place], number) for place in twice[:MOST]]
        near, rest = _alike(one, sorted(pairs.get(which, ()))[:10 * MOST], every, greys, rules, number)
        told += near
        if matcher is not None:
            told += _cuts(one, _candidates(one, rest, every[:first + which], hashes, rules), every, matcher, number)
        if told:
            found[one.print.parcel_uid, one.print.sha256] = told
    return found


def _alike(one: Known, pairs: Sequence[Pair], every: Sequence[Known], greys: Greys, rules: PhotoRules,
           number: Callable[[str], str]) -> Tuple[List[Noticed], List[int]]:
    """Return the photos that are the same picture, and the candidates that could not be told by the small pictures."""
    told: List[Noticed] = []
    rest: List[int] = []
    for bits, place, way in pairs:
        other = every[place]
        if _burst(one, other, rules) or len(told) >= MOST:
            continue
        mine, theirs = greys.of(one), greys.of(other)
        likeness = None if mine is None or theirs is None else block_likeness(mine, theirs, way)
        least = rules.same_blocks if bits <= rules.same_bits else rules.alike_blocks
        if likeness >= least if likeness is not None else bits <= rules.same_bits:
            said = "—" if likeness is None else f"{likeness:.2f}"
            told.append(_told("same_picture", other, number, bits=str(bits), likeness=said))
        else:
            rest.append(place)
    return told, rest


def _burst(one: Known, other: Known, rules: PhotoRules) -> bool:
    return one.print.parcel_uid == other.print.parcel_uid and one.print.round == other.print.round and a_burst(
        PhotoFacts(taken_at=one.print.taken_at), PhotoFacts(taken_at=other.print.taken_at), rules)


def _candidates(one: Known, rest: Sequence[int], before: Sequence[Known], hashes: Sequence[Tuple[int, ...]],
                rules: PhotoRules) -> List[int]:
    """Return whom to look at closely: what the hashes leave open, and the nearest of the same township."""
    near = [place for place, other in enumerate(before) if other.township == one.township and hashes[place]
            and other.print.sha256 != one.print.sha256 and not _burst(one, other, rules)] if one.hashes else []
    if near:
        bits = apart(one.hashes, [hashes[place][0] for place in near])
        near = [near[at] for at in bits.argsort(kind="stable")[:rules.keypoint_candidates]]
    return list(dict.fromkeys([*rest, *near]))[:2 * MOST]


def _cuts(one: Known, candidates: Sequence[int], every: Sequence[Known], matcher: keypoints.Matcher,
          number: Callable[[str], str]) -> List[Noticed]:
    told: List[Noticed] = []
    for place in candidates:
        matches = matcher.matches(one.print.sha256, one.path, every[place].print.sha256, every[place].path)
        if matches:
            told.append(_told("cut_picture", every[place], number, matches=str(matches)))
    return told


def _told(code: str, other: Known, number: Callable[[str], str], **figures: str) -> Noticed:
    return Noticed(code, {"number": number(other.print.parcel_uid), "round": str(other.print.round), **figures},
                   other.print.sha256, other.print.parcel_uid)
