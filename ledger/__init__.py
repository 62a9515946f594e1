"""台账（留痕）: one append-only entry for every act; the database itself refuses to change it."""
