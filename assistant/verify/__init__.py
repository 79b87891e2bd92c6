"""What a language model wrote, checked against the passages before a reader sees it."""
