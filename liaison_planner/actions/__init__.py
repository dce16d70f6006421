"""What a user can do with a click: one table, and the macros, ribbon and buttons that are made from it."""
