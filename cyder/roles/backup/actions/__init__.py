"""What an attacker does to the copies."""
