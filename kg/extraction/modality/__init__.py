"""Whether something came about, is planned or only said, and whose word that is."""
