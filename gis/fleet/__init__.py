"""The fleet's picture: the latest fix of every terminal, one writer a feed."""
