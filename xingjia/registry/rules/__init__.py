"""Decisions of the register: what a row of a workbook says against what is known. Pure."""
