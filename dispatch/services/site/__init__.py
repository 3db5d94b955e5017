"""The centre itself: founded once, changed by versions."""
