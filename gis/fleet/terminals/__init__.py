"""Vehicle terminals on JT/T 808: a port, who may speak on it, and what is sent to them."""
