"""Given names of residents by generation: what was liked in 1940 is not what was liked in 2015."""

from __future__ import annotations

Given = tuple[str, str, str]
"""Kanji, katakana, Roman letters."""

FEMALE: tuple[tuple[int, tuple[Given, ...]], ...] = (
    (1950, (
        ("和子", "カズコ", "Kazuko"), ("幸子", "サチコ", "Sachiko"), ("節子", "セツコ", "Setsuko"),
        ("洋子", "ヨウコ", "Yoko"), ("文子", "フミコ", "Fumiko"), ("美代子", "ミヨコ", "Miyoko"),
        ("千代子", "チヨコ", "Chiyoko"), ("照子", "テルコ", "Teruko"), ("弘子", "ヒロコ", "Hiroko"),
        ("トシ子", "トシコ", "Toshiko"), ("キヨ", "キヨ", "Kiyo"), ("ハル", "ハル", "Haru"),
        ("光子", "ミツコ", "Mitsuko"), ("久子", "ヒサコ", "Hisako"), ("房江", "フサエ", "Fusae"),
        ("ミサヲ", "ミサオ", "Misao"),
    )),
    (1965, (
        ("恵子", "ケイコ", "Keiko"), ("京子", "キョウコ", "Kyoko"), ("由美子", "ユミコ", "Yumiko"),
        ("悦子", "エツコ", "Etsuko"), ("裕子", "ユウコ", "Yuko"), ("真由美", "マユミ", "Mayumi"),
        ("久美子", "クミコ", "Kumiko"), ("明美", "アケミ", "Akemi"), ("順子", "ジュンコ", "Junko"),
        ("陽子", "ヨウコ", "Yoko"), ("典子", "ノリコ", "Noriko"), ("美智子", "ミチコ", "Michiko"),
        ("直美", "ナオミ", "Naomi"), ("るみ子", "ルミコ", "Rumiko"), ("百合子", "ユリコ", "Yuriko"),
        ("加代子", "カヨコ", "Kayoko"),
    )),
    (1980, (
        ("智子", "トモコ", "Tomoko"), ("真理子", "マリコ", "Mariko"), ("香織", "カオリ", "Kaori"),
        ("恵", "メグミ", "Megumi"), ("美穂", "ミホ", "Miho"), ("純子", "ジュンコ", "Junko"), ("理恵", "リエ", "Rie"),
        ("麻美", "アサミ", "Asami"), ("千春", "チハル", "Chiharu"), ("裕美", "ヒロミ", "Hiromi"),
        ("友美", "トモミ", "Tomomi"), ("美紀", "ミキ", "Miki"), ("綾子", "アヤコ", "Ayako"),
        ("奈緒美", "ナオミ", "Naomi"), ("さおり", "サオリ", "Saori"), ("貴子", "タカコ", "Takako"),
    )),
    (2000, (
        ("愛", "アイ", "Ai"), ("彩", "アヤ", "Aya"), ("美咲", "ミサキ", "Misaki"), ("千尋", "チヒロ", "Chihiro"),
        ("沙織", "サオリ", "Saori"), ("麻衣", "マイ", "Mai"), ("舞", "マイ", "Mai"), ("茜", "アカネ", "Akane"),
        ("瞳", "ヒトミ", "Hitomi"), ("遥", "ハルカ", "Haruka"), ("里奈", "リナ", "Rina"),
        ("成美", "ナルミ", "Narumi"), ("菜摘", "ナツミ", "Natsumi"), ("あゆみ", "アユミ", "Ayumi"),
        ("萌", "モエ", "Moe"), ("真央", "マオ", "Mao"),
    )),
    (9999, (
        ("陽菜", "ヒナ", "Hina"), ("結衣", "ユイ", "Yui"), ("さくら", "サクラ", "Sakura"), ("葵", "アオイ", "Aoi"),
        ("凛", "リン", "Rin"), ("莉子", "リコ", "Riko"), ("心春", "コハル", "Koharu"), ("美桜", "ミオ", "Mio"),
        ("芽依", "メイ", "Mei"), ("咲良", "サクラ", "Sakura"), ("紬", "ツムギ", "Tsumugi"),
        ("花音", "カノン", "Kanon"), ("ひかり", "ヒカリ", "Hikari"), ("楓", "カエデ", "Kaede"),
        ("優奈", "ユウナ", "Yuna"), ("琴音", "コトネ", "Kotone"),
    )),
)  # fmt: skip
"""Names given to girls born before the year that stands with them."""

MALE: tuple[tuple[int, tuple[Given, ...]], ...] = (
    (1950, (
        ("清", "キヨシ", "Kiyoshi"), ("勇", "イサム", "Isamu"), ("正雄", "マサオ", "Masao"),
        ("実", "ミノル", "Minoru"), ("茂", "シゲル", "Shigeru"), ("弘", "ヒロシ", "Hiroshi"),
        ("昭二", "ショウジ", "Shoji"), ("武", "タケシ", "Takeshi"), ("義雄", "ヨシオ", "Yoshio"),
        ("三郎", "サブロウ", "Saburo"), ("忠", "タダシ", "Tadashi"), ("利夫", "トシオ", "Toshio"),
        ("源一", "ゲンイチ", "Genichi"), ("喜代治", "キヨジ", "Kiyoji"), ("辰男", "タツオ", "Tatsuo"),
        ("善作", "ゼンサク", "Zensaku"),
    )),
    (1965, (
        ("隆", "タカシ", "Takashi"), ("博", "ヒロシ", "Hiroshi"), ("誠", "マコト", "Makoto"),
        ("修", "オサム", "Osamu"), ("浩二", "コウジ", "Koji"), ("和夫", "カズオ", "Kazuo"),
        ("進", "ススム", "Susumu"), ("豊", "ユタカ", "Yutaka"), ("幸一", "コウイチ", "Koichi"),
        ("哲夫", "テツオ", "Tetsuo"), ("敏明", "トシアキ", "Toshiaki"), ("健一", "ケンイチ", "Kenichi"),
        ("正彦", "マサヒコ", "Masahiko"), ("直行", "ナオユキ", "Naoyuki"), ("晴夫", "ハルオ", "Haruo"),
        ("秀明", "ヒデアキ", "Hideaki"),
    )),
    (1980, (
        ("大輔", "ダイスケ", "Daisuke"), ("哲也", "テツヤ", "Tetsuya"), ("英樹", "ヒデキ", "Hideki"),
        ("剛", "ツヨシ", "Tsuyoshi"), ("健", "ケン", "Ken"), ("直樹", "ナオキ", "Naoki"),
        ("智之", "トモユキ", "Tomoyuki"), ("雅史", "マサシ", "Masashi"), ("和也", "カズヤ", "Kazuya"),
        ("亮", "リョウ", "Ryo"), ("賢治", "ケンジ", "Kenji"), ("洋平", "ヨウヘイ", "Yohei"),
        ("武志", "タケシ", "Takeshi"), ("慎一", "シンイチ", "Shinichi"), ("裕介", "ユウスケ", "Yusuke"),
        ("正和", "マサカズ", "Masakazu"),
    )),
    (2000, (
        ("翔太", "ショウタ", "Shota"), ("拓也", "タクヤ", "Takuya"), ("健太", "ケンタ", "Kenta"),
        ("大樹", "ダイキ", "Daiki"), ("達也", "タツヤ", "Tatsuya"), ("雄太", "ユウタ", "Yuta"),
        ("亮太", "リョウタ", "Ryota"), ("涼", "リョウ", "Ryo"), ("和樹", "カズキ", "Kazuki"), ("優", "ユウ", "Yu"),
        ("駿", "シュン", "Shun"), ("祐樹", "ユウキ", "Yuki"), ("俊介", "シュンスケ", "Shunsuke"),
        ("一樹", "カズキ", "Kazuki"), ("康平", "コウヘイ", "Kohei"), ("渉", "ワタル", "Wataru"),
    )),
    (9999, (
        ("蓮", "レン", "Ren"), ("悠真", "ユウマ", "Yuma"), ("陽翔", "ハルト", "Haruto"), ("湊", "ミナト", "Minato"),
        ("颯太", "ソウタ", "Sota"), ("大和", "ヤマト", "Yamato"), ("律", "リツ", "Ritsu"), ("樹", "イツキ", "Itsuki"),
        ("悠斗", "ユウト", "Yuto"), ("陸", "リク", "Riku"), ("朝陽", "アサヒ", "Asahi"), ("航", "ワタル", "Wataru"),
        ("奏多", "カナタ", "Kanata"), ("晴", "ハル", "Haru"), ("結翔", "ユイト", "Yuito"), ("新", "アラタ", "Arata"),
    )),
)  # fmt: skip
"""Names given to boys born before the year that stands with them."""
