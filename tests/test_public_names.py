"""What is importable is what is exported, and nothing else."""

from __future__ import annotations

import assistant


def test_every_exported_name_can_be_imported() -> None:
    assert [name for name in assistant.__all__ if getattr(assistant, name, None) is None] == []


def test_the_exported_names_are_sorted_and_exactly_those_with_a_home() -> None:
    assert assistant.__all__ == sorted(assistant.__all__, key=lambda name: (name.startswith("__"), name))
    assert set(assistant.__all__) == set(assistant._MODULE_OF)
    assert dir(assistant) == sorted(assistant.__all__)
