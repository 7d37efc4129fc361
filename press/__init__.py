"""A press for documents that people file: YAML in, a proved and print-ready PDF out."""

__version__ = "0.1.0"
