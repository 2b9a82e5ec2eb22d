"""Reading standings."""
