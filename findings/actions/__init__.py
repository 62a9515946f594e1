"""The acts of this floor, by noun."""
