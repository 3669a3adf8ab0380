"""What a role, an action, a probe, a provider, a node, a clock and a ledger promise."""
