"""What an attacker does through an update server."""
