"""One file that holds a whole federation: database, files and the key that signs links."""
