"""Reading what unions say of themselves."""
