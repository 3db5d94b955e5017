"""Parts: faults and recoveries become facts."""
