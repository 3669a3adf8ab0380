"""What an attacker does to a web site, and through one."""
