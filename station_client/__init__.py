"""The station's program: hears orders, rings, prints, and tells the centre that it did.

It speaks to the centre only over the wire (`dispatch.contracts`) and lives through the death of
a server, of the network and of itself: what it must tell lies in its outbox until it was taken.
"""
