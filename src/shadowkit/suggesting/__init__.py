"""Links that may be missing between earlier recommendations and what the dossier says."""
