"""The help: pages of Markdown that come with the program, the window that shows them, and the way there from every window."""
