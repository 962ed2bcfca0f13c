"""Who holds, gets or leaves which post, and who belongs to which body."""
