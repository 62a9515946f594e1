"""Reads of honours, certificates and payments."""
