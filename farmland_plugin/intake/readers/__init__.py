"""One module per format: each opens a file to a ``Source``, a layer of rows as issued."""
