"""Acts of 申报, by noun: drafting, recommending, leaving; screening."""
