"""Reports: the lists a county hands up."""
