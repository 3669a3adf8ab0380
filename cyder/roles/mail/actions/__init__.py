"""What an attacker does to a mail server."""
