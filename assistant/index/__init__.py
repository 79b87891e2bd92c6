"""Documents to an index on disk, and back into memory."""
