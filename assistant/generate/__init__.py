"""A chat model writes from numbered passages; what it writes is material for the verifier, nothing more."""
