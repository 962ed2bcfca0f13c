"""Who and what is named: people, bodies, places, and the chain of the forms of each name."""
