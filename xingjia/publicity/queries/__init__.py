"""Reading who shows herself."""
