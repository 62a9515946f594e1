"""Pages of 申报: fetch through a query, call one act, answer."""
