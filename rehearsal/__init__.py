"""演练: a whole invented season through the same actions the screens call."""
