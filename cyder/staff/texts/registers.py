"""What a town hall collects and certifies, in words."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.model.base import LocalText
from cyder.model.residents import CertificateKind, FeeKind

FEES: Mapping[FeeKind, LocalText] = {
    "resident-tax": LocalText(en="Municipal and prefectural inhabitant tax", ja="市県民税"),
    "property-tax": LocalText(en="Fixed asset and city planning tax", ja="固定資産税・都市計画税"),
    "car-tax": LocalText(en="Light motor vehicle tax", ja="軽自動車税（種別割）"),
    "health-insurance": LocalText(en="National Health Insurance tax", ja="国民健康保険税"),
    "care-insurance": LocalText(en="Long-term care insurance premium", ja="介護保険料"),
    "school-lunch": LocalText(en="School lunch fee", ja="学校給食費"),
}

DUE: Mapping[FeeKind, tuple[tuple[int, int], ...]] = {
    "resident-tax": ((6, 30), (8, 31), (10, 31), (1, 31)),
    "property-tax": ((4, 30), (7, 31), (12, 25), (2, 28)),
    "car-tax": ((5, 31),),
    "health-insurance": ((7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 25), (1, 31), (2, 28)),
    "care-insurance": ((7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 25), (1, 31), (2, 28)),
    "school-lunch": ((5, 31), (6, 30), (7, 31), (9, 30), (10, 31), (11, 30), (12, 25), (1, 31), (2, 28), (3, 31)),
}
"""Month and day on which each instalment of a fiscal year is due; January to March lie in the next calendar year."""

CERTIFICATES: Mapping[CertificateKind, LocalText] = {
    "residence": LocalText(en="Copy of residence record", ja="住民票の写し"),
    "seal": LocalText(en="Certificate of seal registration", ja="印鑑登録証明書"),
    "family-register": LocalText(en="Certificate of family register", ja="戸籍全部事項証明書"),
    "income": LocalText(en="Certificate of income and taxation", ja="所得・課税証明書"),
    "tax-payment": LocalText(en="Certificate of tax payment", ja="納税証明書"),
}

PRICES: Mapping[CertificateKind, int] = {
    "residence": 300, "seal": 300, "family-register": 450, "income": 300, "tax-payment": 300,
}  # fmt: skip
"""What a certificate costs at the counter, in yen; 100 less where a machine or the portal issues it."""
