"""Starting a collection, handing in, merging and taking back."""
