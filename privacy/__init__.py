"""个人信息保护: encrypted columns, keyed hashes for look-ups, and masks. No models."""
