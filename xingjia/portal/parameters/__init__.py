"""What a county decides for itself: as it is, as it was, and what a decision would change."""
