"""Pages of this room: lists of people, papers by name."""
