"""Pages of this room: fetch through a query, call one act, answer."""
