"""From opened layers to a batch ready to be written: rows taken by the thousand, checked, spooled and told in a report."""
