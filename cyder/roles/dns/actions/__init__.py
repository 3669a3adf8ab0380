"""What can be done to a name server."""
