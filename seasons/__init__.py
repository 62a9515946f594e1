"""年度与实施细则: the season, its rulebook with every number a yearly notice may change, and the holiday lists."""
