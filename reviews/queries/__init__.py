"""Reading 评审. An expert's only door to a file is an assignment of his own (``sheets.sheet_for``)."""
