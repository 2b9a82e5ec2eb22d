"""Photos: opened in a child process, re-encoded, refused with a sentence."""
