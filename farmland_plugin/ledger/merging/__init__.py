"""Field copies come home: how a copy is read, compared three-way, taken in, and how conflicts are decided."""
