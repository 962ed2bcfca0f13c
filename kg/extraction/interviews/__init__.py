"""Interviews, debates and transcripts: whose words each turn is."""
