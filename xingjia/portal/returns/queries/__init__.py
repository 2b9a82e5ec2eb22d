"""Reading collections: what one would ask, and where one stands."""
