"""What is asked, what it costs, and what came back. Pure."""
