"""Who acts, where no personal login says it better."""

from __future__ import annotations

import getpass
import os


def current_actor() -> str:
    """Return the name of the operating system's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USERNAME", "unknown")
