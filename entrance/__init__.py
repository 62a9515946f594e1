"""入口: how a self-nominee gets an account, and how anybody's address or number is confirmed."""
