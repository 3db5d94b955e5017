"""A call-taker who is a program: it sits at a seat, talks, fills the form in and sends vehicles."""
