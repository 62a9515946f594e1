"""Settings: one base and three small overlays (dev, test, production)."""
