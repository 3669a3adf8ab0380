"""What an attacker does to any kind of machine."""
