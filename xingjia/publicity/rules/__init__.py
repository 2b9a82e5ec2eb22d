"""Decisions of 双亮. Pure."""
