"""Forms of 申报: parsing and field checks; no saving, no rules."""
