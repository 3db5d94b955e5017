"""The centre as anybody outside meets it: its public HTTP API and its event stream."""
