"""What members write: beside points, under a sheet, to each other in a deliberation. Invented, as people write it."""

HIGH = (
    "技艺精湛，成果可以核对，带徒有成，推荐进入下一步。",
    "攻关成果在行业内有示范作用，佐证充分。",
    "长期坚守一线，绝技绝活特点鲜明，经济效益测算清楚。",
    "参与编写操作规程并被推广，贡献突出。",
)
MIDDLE = (
    "岗位业绩扎实，创新成果以改进为主，推广面还可以扩大。",
    "材料完整，技能水平较高；带徒成效宜补充可以核对的数据。",
    "事迹真实可信，获奖层级以区级为主，建议继续积累。",
    "解决现场难题较多，成果归属和本人作用写得较清楚。",
)
LOW = (
    "成果多为集体完成，本人所起作用说明不够。",
    "绝技绝活的独特性说明不足，佐证以单位证明为主。",
    "从事本工种年限较短，建议积累后再申报。",
)
HEARD = (
    "现场讲解清楚，回答与材料一致。",
    "演示操作要点熟练，对追问回答准确。",
    "表达朴实，能说明关键参数是怎样试出来的。",
    "对推广应用的效益回答较为笼统。",
)
COMPARES = "与同场前一位候选人相比，现场演示更熟练。"


def overall(rng, merit, *, is_heard: bool) -> str:
    """总评 under a sheet, by how good the file is; of whoever was heard also how the answers were."""
    words = rng.choice(HIGH if merit >= 82 else MIDDLE if merit >= 72 else LOW)
    if not is_heard:
        return words
    return f"{COMPARES if rng.random() < 0.02 else rng.choice(HEARD)}{words}"


ABOVE = (
    "在同类人选中最为突出，佐证充分，可以核对。",
    "证书、鉴定意见和单位证明相互印证，达到本行业领先水平。",
    "成果已在行业内推广，应用单位出具了使用证明。",
    "多次在重大任务中承担关键工序，业绩突出。",
)


def of_points(rng, given) -> str:
    """What a member writes beside very low and very high points."""
    if given < 45:
        return "与同类人选相比，材料支撑不足。"
    return rng.choice(ABOVE) if given > 95 else ""


ASKED = "两位委员的评语对主要成果是本人独立完成还是班组共同完成看法不同，提请合议。"
OFFICE_OPENS = "请各位委员结合第三项佐证材料，说明对成果归属的判断。发言只显示代号，得分不因合议改动。"
FIRST = (
    "专利证书上候选人是第二完成人，操作法以其姓名命名并经单位认定。我认为关键步骤由本人完成，评分时按主要完成人考虑。"
)
SECOND = (
    "我评分时只看到单位证明，没有看到操作法的评审意见。如果以第二完成人计，贡献一项我会维持现有得分，其余各项没有异议。"
)

ASKED_ALSO = "有委员在评语中提到从业年限的起算口径，提请核对后合议。"
ALSO_SAID = (
    "学徒期是否计入从业年限，各位掌握不一致，建议按细则统一。",
    "我按连续工龄计算，含学徒期，与材料所填一致。",
)
OFFICE_ANSWERS = "经核对，细则所称从业年限含学徒期，材料所填与社会保险记录一致。"
UPHELD = "从业年限口径已经说明，各委员评分均有依据，维持现有评分。"

WHY_COVERED = "评语与同场其他候选人比较，公布时略去。"
