"""Workbooks and delimited text: read, drawn up as a template, and given back with the faults marked."""
