"""YAML to Scenario: load, lint, schema."""
