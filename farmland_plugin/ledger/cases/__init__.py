"""What is known of a case: its dossier, campaign, steps ahead, signature chains, deadlines and duties, in the user's words."""
