"""What a waiting caller hears: rendered once, committed as raw G.711 A-law; see lines.toml."""
