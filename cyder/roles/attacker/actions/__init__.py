"""What can be done from and with the outside: calls home, tools fetched, data taken out."""
