"""Commands of 评审."""
