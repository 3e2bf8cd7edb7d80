"""Qt models over the ledger: tables, filters, overlap facts."""
