"""申报: the nomination from draft to screening, and the one road of its states."""
