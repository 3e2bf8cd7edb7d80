"""Fieldwork coming home (外业成果入库): the working copy that QField or a like tool edited, read into the ledger."""
