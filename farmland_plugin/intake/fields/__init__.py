"""Which field means what: names, values, units, codes, and mappings saved per source."""
