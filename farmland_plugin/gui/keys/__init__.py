"""The keys of the verification bench: one table of commands, how key presses reach them, and the sheet that shows them."""
