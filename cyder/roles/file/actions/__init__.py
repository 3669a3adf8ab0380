"""What an attacker does to a file server."""
