"""Events of all other kinds, with those concerned, the dead and the hurt."""
