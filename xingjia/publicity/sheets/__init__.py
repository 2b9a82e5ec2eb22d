"""Printed sheets of 双亮: what is on them, and their drawing. They know no tables."""
