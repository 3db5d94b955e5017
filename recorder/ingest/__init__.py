"""From the exchange's two mono files to a proven master."""
