"""Japanese that an author folds over several lines reads as if it stood on one."""

from __future__ import annotations

import pytest

from cyder.scenario.read import parse


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param(
            "text: >-\n  監視会社から電話が\n  ありました。\n  確認してください。",
            "監視会社から電話がありました。確認してください。",
            id="folded",
        ),
        pytest.param('text: "監視会社から\n  電話"', "監視会社から電話", id="quoted"),
        pytest.param("text: 監視会社から\n  電話", "監視会社から電話", id="plain"),
        pytest.param("{a: 1, text: '監視会社から\n  電話'}", "監視会社から電話", id="in a flow"),
        pytest.param(
            "text: >-\n  緑野市 情報政策課より\n  電話", "緑野市 情報政策課より電話", id="a space that was meant"
        ),
        pytest.param(
            "text: >-\n  gw の\n  nft を使い、\n  mail の", "gw の nft を使い、 mail の", id="beside Latin letters"
        ),
        pytest.param("text: >-\n  一段落目\n\n  二段落目", "一段落目\n二段落目", id="paragraphs"),
        pytest.param("text: |\n  件名\n  本文\n", "件名\n本文\n", id="kept as written"),
        pytest.param("text: >-\n  the first\n  and the second", "the first and the second", id="English"),
    ],
)
def test_no_space_stands_between_japanese_characters_where_a_line_ended(written: str, read: str) -> None:
    data = parse(written, "x.yaml").data
    assert isinstance(data, dict)
    assert data["text"] == read
