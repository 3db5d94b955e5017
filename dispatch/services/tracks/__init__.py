"""Looking back at where vehicles were."""
