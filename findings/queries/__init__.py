"""Reads of findings, and of what a finding will touch."""
