"""When a town hall collects, and what it takes for a certificate."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.model.residents import CertificateKind, FeeKind

DUE: Mapping[FeeKind, tuple[tuple[int, int], ...]] = {
    "resident-tax": ((6, 30), (8, 31), (10, 31), (1, 31)),
    "property-tax": ((4, 30), (7, 31), (12, 25), (2, 28)),
    "car-tax": ((5, 31),),
    "health-insurance": ((7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 25), (1, 31), (2, 28)),
    "care-insurance": ((7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 25), (1, 31), (2, 28)),
    "school-lunch": ((5, 31), (6, 30), (7, 31), (9, 30), (10, 31), (11, 30), (12, 25), (1, 31), (2, 28), (3, 31)),
}
"""Month and day on which each instalment of a fiscal year is due; January to March lie in the next calendar year."""

PRICES: Mapping[CertificateKind, int] = {
    "residence": 300, "seal": 300, "family-register": 450, "income": 300, "tax-payment": 300,
}  # fmt: skip
"""What a certificate costs at the counter, in yen; 100 less where a machine or the portal issues it."""
