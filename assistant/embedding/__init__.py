"""Texts to vectors: the model, its checksum, the tuned adapter."""
