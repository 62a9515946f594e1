"""Pages of 审定: fetch through a query, call one act, answer."""
