"""Recorded lines of made-up callers, raw G.711 A-law; see lines.toml."""
