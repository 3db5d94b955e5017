"""JT/T 808, the wire of vehicle terminals, in its versions 2011, 2013 and 2019. No I/O here.

Clauses are named where they are known; "recalled" marks what was written from memory;
a witness is widely used open source that does the same, read and not copied.
"""
