"""Evidence, reports and findings to score lines; pure."""
