"""Key patients: who is in the register, and who looked."""
