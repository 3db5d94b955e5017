"""The one page of the centre that the public reaches: own listener, two routes, no session."""
