"""Files that were handed down come in: readers, field mapping, CRS, quarantine, overlapping batches, findings."""
