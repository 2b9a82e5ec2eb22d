"""The steps by which a union is founded and a committee elected anew. Pure."""
