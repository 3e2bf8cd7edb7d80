"""The import wizard: a draft that flows through its pages, one module per page."""
