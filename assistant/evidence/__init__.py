"""The statements that answer, and whether they do."""
