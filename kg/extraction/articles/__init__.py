"""An article as the rules see it: its paragraphs, quotations and lines."""
