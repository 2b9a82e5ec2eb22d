"""Reading for the pages of the portal."""
