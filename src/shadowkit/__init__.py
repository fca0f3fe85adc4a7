"""shadowkit: human rights submissions from one folder of evidence."""

__version__ = "0.1.0"
