"""Reading visits, who claimed what, and what there is to look at."""
