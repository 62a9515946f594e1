"""Doors: one's own account, and the administrator's registers of people and organisations."""
