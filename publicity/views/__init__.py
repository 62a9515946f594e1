"""Pages of 公示: fetch through a query, call one act, answer."""
