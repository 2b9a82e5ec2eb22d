"""What people do about showing themselves."""
