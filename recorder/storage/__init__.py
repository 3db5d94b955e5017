"""The recorder's own journal, and its copy in the centre's database."""
