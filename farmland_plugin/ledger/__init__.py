"""The record (台账): schema, the one write door, the journal, the map mirror."""
