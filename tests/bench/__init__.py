"""Speed figures: this plugin's screening against the alternatives, as ratios in one interleaved run."""
