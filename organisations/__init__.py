"""组织: the tree of unions (市总 → 区、局（产业）→ 下级 → 基层), and societies and associations beside it."""
