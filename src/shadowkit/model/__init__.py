"""The types every stage shares: inlines, authored blocks, the resolved document, layouts,
mechanisms and settings.  Imports the kernel only."""
