"""Forms of this room: parsing and field validation; nothing is saved here."""
