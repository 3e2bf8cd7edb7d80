"""The ledger in a PostgreSQL database with PostGIS, for a bureau where several people write at once."""
