"""Evidence: the sheet that is signed, the package that is handed over, and the check of both."""
