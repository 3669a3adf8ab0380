"""Ordinary Japanese names, and plain words for first passwords."""

from __future__ import annotations

FAMILY: tuple[tuple[str, str], ...] = (
    ("Sato", "佐藤"), ("Suzuki", "鈴木"), ("Takahashi", "高橋"), ("Tanaka", "田中"), ("Ito", "伊藤"),
    ("Watanabe", "渡辺"), ("Yamamoto", "山本"), ("Nakamura", "中村"), ("Kobayashi", "小林"), ("Kato", "加藤"),
    ("Yoshida", "吉田"), ("Yamada", "山田"), ("Sasaki", "佐々木"), ("Yamaguchi", "山口"), ("Matsumoto", "松本"),
    ("Inoue", "井上"), ("Kimura", "木村"), ("Hayashi", "林"), ("Saito", "斎藤"), ("Shimizu", "清水"),
    ("Yamazaki", "山崎"), ("Mori", "森"), ("Abe", "阿部"), ("Ikeda", "池田"), ("Hashimoto", "橋本"),
    ("Ishikawa", "石川"), ("Yamashita", "山下"), ("Ogawa", "小川"), ("Ishii", "石井"), ("Hasegawa", "長谷川"),
    ("Goto", "後藤"), ("Okada", "岡田"), ("Kondo", "近藤"), ("Maeda", "前田"), ("Fujita", "藤田"),
    ("Endo", "遠藤"), ("Aoki", "青木"), ("Sakamoto", "坂本"), ("Murakami", "村上"), ("Ota", "太田"),
    ("Kaneko", "金子"), ("Fujii", "藤井"), ("Fukuda", "福田"), ("Nishimura", "西村"), ("Miura", "三浦"),
    ("Takeuchi", "竹内"), ("Nakagawa", "中川"), ("Okamoto", "岡本"), ("Matsuda", "松田"), ("Harada", "原田"),
    ("Nakano", "中野"), ("Ono", "小野"), ("Tamura", "田村"), ("Fujiwara", "藤原"), ("Nakayama", "中山"),
    ("Ishida", "石田"), ("Kojima", "小島"), ("Wada", "和田"), ("Morita", "森田"), ("Uchida", "内田"),
    ("Shibata", "柴田"), ("Sakai", "酒井"), ("Miyazaki", "宮崎"), ("Yokoyama", "横山"), ("Takagi", "高木"),
    ("Ando", "安藤"), ("Miyamoto", "宮本"), ("Oshima", "大島"), ("Taniguchi", "谷口"), ("Kudo", "工藤"),
    ("Imai", "今井"), ("Takada", "高田"), ("Maruyama", "丸山"), ("Masuda", "増田"), ("Sugiyama", "杉山"),
    ("Murata", "村田"), ("Otsuka", "大塚"), ("Arai", "新井"), ("Koyama", "小山"), ("Hirano", "平野"),
)  # fmt: skip
"""Family names, romaji and kanji; the romaji are the stems of accounts, so each stands here once."""

GIVEN: tuple[tuple[str, str], ...] = (
    ("Akari", "明里"), ("Akira", "明"), ("Akiko", "明子"), ("Aoi", "葵"), ("Asami", "麻美"),
    ("Atsushi", "淳"), ("Aya", "彩"), ("Ayumi", "歩"), ("Chie", "千恵"), ("Chihiro", "千尋"),
    ("Daichi", "大地"), ("Daisuke", "大輔"), ("Eiji", "栄治"), ("Emi", "恵美"), ("Eri", "絵里"),
    ("Fumiko", "文子"), ("Go", "剛"), ("Haruka", "遥"), ("Haruki", "春樹"), ("Hideki", "秀樹"),
    ("Hikaru", "光"), ("Hiroko", "裕子"), ("Hiroshi", "浩"), ("Hitomi", "瞳"), ("Ichiro", "一郎"),
    ("Isamu", "勇"), ("Jun", "純"), ("Junko", "順子"), ("Kaori", "香織"), ("Kazuki", "和樹"),
    ("Kazuko", "和子"), ("Keiko", "恵子"), ("Kenji", "健二"), ("Kenta", "健太"), ("Koichi", "浩一"),
    ("Kumiko", "久美子"), ("Kyoko", "京子"), ("Madoka", "円"), ("Mai", "舞"), ("Maki", "真紀"),
    ("Makoto", "誠"), ("Manabu", "学"), ("Mariko", "真理子"), ("Masaru", "勝"), ("Mayumi", "真由美"),
    ("Megumi", "恵"), ("Michiko", "美智子"), ("Miki", "美樹"), ("Minoru", "稔"), ("Misaki", "美咲"),
    ("Nao", "奈央"), ("Naoki", "直樹"), ("Naoko", "直子"), ("Noboru", "昇"), ("Noriko", "典子"),
    ("Osamu", "修"), ("Rei", "玲"), ("Rina", "里奈"), ("Ryo", "涼"), ("Ryota", "亮太"),
    ("Sachiko", "幸子"), ("Sakura", "桜"), ("Satoshi", "聡"), ("Sayaka", "沙也加"), ("Shigeru", "茂"),
    ("Shinji", "真司"), ("Shota", "翔太"), ("Susumu", "進"), ("Takashi", "隆"), ("Takumi", "拓海"),
    ("Tatsuya", "達也"), ("Tetsuya", "哲也"), ("Tomoko", "智子"), ("Tsutomu", "努"), ("Wataru", "渉"),
    ("Yasuko", "康子"), ("Yoko", "陽子"), ("Yuki", "由紀"), ("Yumi", "由美"), ("Yutaka", "豊"),
)  # fmt: skip
"""Given names, romaji and kanji."""

WORDS: tuple[str, ...] = (
    "acorn", "amber", "apple", "autumn", "bamboo", "barley", "beacon", "birch", "bridge", "candle",
    "canvas", "carpet", "cedar", "cherry", "cloud", "clover", "copper", "coral", "cotton", "crane",
    "dolphin", "drum", "eagle", "ember", "fern", "ferry", "flute", "forest", "garden", "ginger",
    "granite", "harbor", "hazel", "heron", "honey", "island", "ivory", "jasmine", "kettle", "ladder",
    "lantern", "lemon", "lily", "maple", "marble", "meadow", "melon", "mirror", "morning", "nutmeg",
    "ocean", "olive", "orchid", "paper", "pebble", "pepper", "pine", "planet", "plum", "pond",
    "rabbit", "ribbon", "river", "saddle", "sesame", "silver", "sparrow", "spring", "summer", "sunset",
    "tiger", "tomato", "tulip", "valley", "velvet", "violet", "walnut", "willow", "window", "winter",
)  # fmt: skip
"""Words of four letters or more, so that two of them and four digits make at least fourteen characters."""
