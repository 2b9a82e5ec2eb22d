"""What the pages of campaigns are given."""
