"""Keeping a ledger: backups, restore, migrations, anchors, moving between file and database, where it should not lie."""
