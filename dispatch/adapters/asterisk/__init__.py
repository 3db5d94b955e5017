"""The exchange: an Asterisk whose files we write, whose events we read and which we ask to act."""
