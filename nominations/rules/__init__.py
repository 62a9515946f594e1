"""Why an act of 申报 is refused, by noun like the acts; asked by the act, the page and the test alike."""
