"""What strangers and insiders do with the register."""
