"""工作台: each role's home and the public home page; composes what the other rooms offer, owns no model."""
