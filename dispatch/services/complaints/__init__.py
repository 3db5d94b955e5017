"""The table of chief complaints."""
