"""What pages say of a generation, in plain values: entities, articles, statements in words, and the vocabulary."""
