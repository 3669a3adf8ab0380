"""What happens to a camera that kept its factory password."""
