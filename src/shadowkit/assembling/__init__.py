"""Blocks chosen and placed in a layout's sections, for one submission."""
