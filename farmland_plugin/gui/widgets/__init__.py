"""Small widgets the panels are built of."""
