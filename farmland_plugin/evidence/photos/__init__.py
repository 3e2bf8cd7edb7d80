"""Photos as evidence: taken in, matched with parcels, checked, held against all others, reported."""
