"""When something was: days, spans and what is counted from others."""
