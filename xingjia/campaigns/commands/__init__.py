"""Starting, keeping and closing campaigns."""
