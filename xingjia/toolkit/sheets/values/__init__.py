"""Value types: how one cell is read. Pure; nothing here raises, whatever the cell holds."""
