"""From evidence to the text of an answer."""
