"""A telephone in software: SIP over UDP, G.711 A-law over RTP. Tests, benches and demos use it.

It says what a test wants said, keeps what it hears, and can die without a word.
"""
