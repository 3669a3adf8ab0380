"""Scenario and team to Topology, Topology to Plan; pure."""
