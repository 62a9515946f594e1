"""Reading 申报. ``visible_to`` is the only door to a nomination."""
