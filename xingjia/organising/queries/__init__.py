"""Reading procedures."""
