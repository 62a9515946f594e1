"""What every app may use: refusals, dates in Beijing time, uploaded files, pages of a list. No models."""
