"""Files to an authored dossier.  Total: faults become findings, never exceptions."""
