"""The parse of a paragraph: the language model, what it misreads, and what words are to each other."""
