"""Numbers that look like Japan's Individual Number (My Number) and that its check digit shows to be none."""

from __future__ import annotations

from cyder.staff.draws import Draws

_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def check_digit(digits: str) -> int:
    """Return the check digit that belongs to the first eleven digits of an Individual Number.

    11 - (sum of P(n) * Q(n) for n = 1 … 11, modulo 11), and 0 where that remainder is 0 or 1. P(n) is the n-th digit
    counted from the lowest; Q(n) is n + 1 up to n = 6 and n - 5 from n = 7. Source: Ordinance of the Ministry of
    Internal Affairs and Communications No. 85 of 2014 (平成26年総務省令第85号), article 5.
    """
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
    return 0 if rest <= 1 else 11 - rest


def invalid_number(draws: Draws) -> str:
    """Return twelve digits, the last of which is never the right one: the number can be nobody's."""
    digits = draws.digits(11)
    return f"{digits}{(check_digit(digits) + draws.between(1, 9)) % 10}"
