"""Links by which a caller's telephone says where it is, and the short messages that carry them."""
