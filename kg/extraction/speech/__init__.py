"""Who says what: direct and reported speech, judgements and wishes."""
