"""Breaking an incoming document down into supervised items: what is read, what it means here, what is still missing."""
