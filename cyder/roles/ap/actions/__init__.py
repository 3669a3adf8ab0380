"""What strangers and insiders do at the portal."""
