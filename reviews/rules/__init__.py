"""Grounds of refusal in 评审, by noun."""
