"""Who is meant without a name: pronouns, descriptions, appositions."""
