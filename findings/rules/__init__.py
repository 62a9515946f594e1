"""Who may do what about a finding, and why not."""
