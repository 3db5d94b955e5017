"""Tables of schema dispatch, one module a subject; migrations are the truth of their making."""
