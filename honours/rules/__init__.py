"""Who may do what with an honour, and why not."""
