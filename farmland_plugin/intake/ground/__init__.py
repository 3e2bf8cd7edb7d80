"""The same ground: overlaps, re-issued batches, places, splits, and the reconciliation of an import."""
