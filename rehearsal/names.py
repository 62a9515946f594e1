"""Invented people: names in the spread a real season has, and documents that pass the check.

Two- and three-character names, compound surnames, minority names with ·, characters beyond the basic plane, namesakes.
Nobody here exists; the serial part of each identity number is made from the season and a counter.
"""

from random import Random

from standards import gb11643, gb32100

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPOUND_SURNAMES = ("欧阳", "上官", "司徒", "诸葛", "夏侯", "尉迟", "皇甫", "令狐", "端木", "司马")
MALE = "伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢峰阳国建志文武德海东亮永兴家旺"
FEMALE = "芳娜敏静丽艳娟霞秀燕玲桂丹萍红玉兰英梅莉颖雪琳晶倩婷慧莹洁瑾蓉薇菁岚悦欣怡佳"
MINORITY = (
    ("古丽米热·阿卜杜热合曼", "维吾尔族"),
    ("买买提·吐尔逊", "维吾尔族"),
    ("古丽米热·阿卜杜热合曼·阿卜力米提", "维吾尔族"),
    ("扎西·多吉", "藏族"),
    ("阿依古丽·艾合买提", "维吾尔族"),
    ("叶尔兰·哈布丁", "哈萨克族"),
    ("孛儿只斤·巴特尔", "蒙古族"),
)
RARE = ("𬭎", "䶮", "㛃", "𠅤", "𬀪", "𬬭", "𬘓", "𫖯", "𬱖", "喆", "珺", "鎏")
NAMESAKES = ("张伟", "王芳", "李静")
AREAS = (
    "310101",
    "310104",
    "310105",
    "310106",
    "310107",
    "310109",
    "310110",
    "310112",
    "310113",
    "310115",
    "320583",
    "361130",
)


class People:
    """Draws names and numbers; the same seed draws the same people in the same order."""

    def __init__(self, rng: Random, *, mark: int):
        """``mark`` (0–9) keeps the identity numbers of different rehearsals apart."""
        self.rng = rng
        self.mark = mark
        self.drawn = 0

    def name(self, *, female):
        """(name, ethnicity) of the next person."""
        turn = self.drawn
        self.drawn += 1
        if turn % 61 == 17:
            return MINORITY[turn // 61 % len(MINORITY)]
        if turn % 97 == 31:
            return NAMESAKES[turn // 97 % len(NAMESAKES)], "汉族"
        surname = self.rng.choice(COMPOUND_SURNAMES) if turn % 43 == 7 else self.rng.choice(SURNAMES)
        given = FEMALE if female else MALE
        if turn % 53 == 11:
            return surname + RARE[turn // 53 % len(RARE)], "汉族"
        length = 1 if self.rng.random() < 0.28 else 2
        return surname + "".join(self.rng.choice(given) for _ in range(length)), "汉族"

    def identity_number(self, *, born, female):
        """A valid resident identity number of nobody: the counter is spread over area, day and order."""
        area = AREAS[self.drawn // 400 % len(AREAS)]
        order = (self.drawn % 50) * 2 + (0 if female else 1) + self.mark * 100
        first = f"{area}{born:%Y%m%d}{order:03d}"
        return first + gb11643.check_character(first)


def credit_code(kind, area, number):
    """A valid 统一社会信用代码 of nobody: ``91`` an enterprise, ``81`` a union, ``51`` a society."""
    first = f"{kind}{area}{number:09d}"
    return first + gb32100.check_character(first)
