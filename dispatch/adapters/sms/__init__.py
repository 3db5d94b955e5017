"""How short messages leave the centre: a modem on a serial port, or a gateway over HTTP."""
