"""Loaded by every Python that a test starts: this folder is on PYTHONPATH."""

import loopback_only  # noqa: F401
