"""The one place where anything is numbered, counted, worded or expanded."""
