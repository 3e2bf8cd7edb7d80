"""The pieces of the parcels panel."""
