"""What a run was, for other programs: its ground truth as an ATT&CK Navigator layer, as STIX, as plain data; pure."""
