"""Measures the assistant's answers: question sets, metrics with intervals, comparison, report, peers."""
