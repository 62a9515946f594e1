"""样例: a list of invented people to try the import with; three of its rows are wrong on purpose.

The numbers are made for each body, so that two bodies that try it do not meet.
"""

from intake.columns import STATEMENT
from seasons.states import Indicator
from standards import gb11643, gb32100

NAMES = (
    "赵铁柱",
    "钱焊花",
    "孙车工",
    "李精度",
    "周装配",
    "吴电气",
    "郑模具",
    "王钳工",
    "古丽米热·阿卜杜热合曼",
    "陈𬭎",
    "褚数控",
    "卫检验",
)
TRADES = ("数控车工", "焊工", "钳工", "电工", "模具工", "装配钳工")
WORDS = "长期在一线从事{trade}工作，攻克多项加工难题，所在班组一次交验合格率明显提高。"


def people_of(body, columns):
    """Rows of words by column key; the last three are a lost digit, a choice that is none, and years that contradict."""
    industries = next(column.choices for column in columns if column.key == "industry")
    rows = [_person(body, place, name, industries) for place, name in enumerate(NAMES)]
    rows[4]["identity_number"] = rows[4]["identity_number"][:17]
    rows[7]["political_standing"] = "无党派"
    rows[10]["line_years"] = "40"
    return rows


def achievements_of(rows):
    """One row for each whose number is whole."""
    return [
        {
            "identity_number": row["identity_number"],
            "kind": "竞赛名次",
            "title": f"上海市职工技能竞赛{row['trade']}项目",
            "year": "2024",
            "level": "省市级",
        }
        for row in rows
        if len(row["identity_number"]) == 18
    ]


def _person(body, place, name, industries):
    first = f"310104{1970 + place}0{1 + place % 9}1{body.pk % 10}{(body.pk * 20 + place) % 1000:03d}"
    code = f"91310104{900_000_000 + body.pk % 90_000_000:09d}"
    trade = TRADES[place % len(TRADES)]
    row = {
        "name": name,
        "document_kind": "居民身份证",
        "identity_number": first + gb11643.check_character(first),
        "ethnicity": "维吾尔族" if "·" in name else "汉族",
        "native_place": "上海",
        "political_standing": "群众",
        "education": "大专、高职",
        "phone": f"1380000{place:04d}",
        "is_union_member": "是",
        "union_name": "上海样例机床有限公司工会",
        "unit_name": "上海样例机床有限公司",
        "unit_code": code + gb32100.check_character(code),
        "ownership": "国有",
        "unit_size": "大型",
        "industry": industries[place % len(industries)][1] if industries else "",
        "post": f"{trade}班组长",
        "trade": trade,
        "worker_kind": "产业工人",
        "is_on_front_line": "是",
        "work_years": "20",
        "line_years": "18",
        "skill_level": "高级技师" if place % 2 else "技师",
        "title_level": "中级（工程师等）" if place % 3 == 0 else "无",
        "summary": WORDS.format(trade=trade),
    }
    return row | {STATEMENT + indicator: WORDS.format(trade=trade) for indicator in Indicator}
