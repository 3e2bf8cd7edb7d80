"""Whether images are still the files that were registered; each is read whole once, then known by size and time."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable

from ..domain.errors import BadInput
from ..domain.parcel import Scene
from ..domain.progress import Feedback
from ..files import existing, sha256_of
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.seen import IMAGES, remember, remembered, signature


def require_originals(ledger: Ledger, scenes: Iterable[Scene], feedback: Feedback) -> None:
    """Check that the images about to be measured are those that were sealed.

    :raises BadInput: naming the image that is missing or was changed since.
    """
    for scene in scenes:
        feedback.check()
        path = existing(Path(scene.path), tr("Image"))
        now = signature([path])
        noted = remembered(ledger.files, IMAGES, scene.scene_id)
        if noted != [now, scene.sha256]:
            if sha256_of(path) != scene.sha256:
                raise BadInput(tr("{path} was changed since it was registered: bring the original back, or register it again."),
                               path=path)
            remember(ledger.files, IMAGES, scene.scene_id, [now, scene.sha256])
