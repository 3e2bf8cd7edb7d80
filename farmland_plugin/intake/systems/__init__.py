"""Which coordinate system numbers are really in: zones, old datums, the county's outline, GCJ-02."""
