"""The corpus: documents, their format, checks, change feed."""
