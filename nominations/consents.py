"""单独同意的文本: what is read before a consent is given, one text per purpose (个人信息保护法 第二十三、二十五、二十九条).

A changed text gets a new version; each consent keeps the version that was read.
"""

from nominations.states import WITH_NOMINATOR, ConsentKind, State

VERSION = "2026-2"
REQUIRED = (ConsentKind.REVIEW, ConsentKind.PUBLICATION)
_2026_1 = {
    ConsentKind.REVIEW: "同意市总工会及其委托的评审人员为资格审核和专家评审，查阅本申报中的身份信息和佐证材料。"
    "身份证件号码仅用于核验身份、查重和核查禁报，页面上遮蔽显示。",
    ConsentKind.PUBLICATION: "同意在社会公示和命名公布时公开姓名、性别、出生年月、民族、政治面貌、工作单位、岗位和主要事迹；"
    "不公开证件号码、电话和住址。",
    ConsentKind.TALENT_POOL: "同意命名后将姓名、单位、岗位、技能等级、职称和主要业绩推送至人力资源社会保障部门人才库，用于落实人才政策。"
    "不同意不影响评审和命名。",
    ConsentKind.BANK: "同意提供本人银行账户用于发放一次性奖金。账户属于敏感个人信息，加密保存，仅财务人员在发放时使用。",
    ConsentKind.EMPLOYER: "同意市总工会向本人工作单位的工会核实在职情况和岗位。未同意之前，工作单位及其工会不会收到任何告知，也看不到本申报。"
    "不同意不影响申报和评审。",
}
_2026_2 = _2026_1 | {
    ConsentKind.PUBLICATION: "同意在社会公示和命名公布时公开姓名、性别、出生年月、民族、政治面貌、学历、工种、工作单位、岗位和主要事迹；"
    "不公开证件号码、电话和住址。",
}
EDITIONS = {"2026-1": _2026_1, "2026-2": _2026_2}  # every version ever asked stays readable
TEXTS = EDITIONS[VERSION]
# what a consent of a version lets be printed besides name, unit and post (个人信息保护法 第十四条：目的、种类变更的，重新取得同意)
PRINTABLE = {
    "2026-1": {"sex", "birth_date", "ethnicity", "political_standing"},
    "2026-2": {"sex", "birth_date", "ethnicity", "political_standing", "education", "trade"},
}
NOT_PUBLISHED = "依本人意愿不予公开"
DECLARATION = (
    "本单位（本人）承诺：所填内容和所附材料真实、准确、完整。如有弄虚作假，一经查实，取消当年申报资格，"
    "5年内不再接受该单位或个人的申报（沪工总经〔2015〕260号 五(三)）。"
)


def text_of(kind, version):
    """The text that was read when a consent of this version was given; empty where the version is not kept here."""
    return EDITIONS.get(version, {}).get(ConsentKind(kind), "")


# What a withdrawal does is said before the click and done by actions.consenting; both read this table.
STOPS_THE_REVIEW = (State.SUBMITTED, State.CORRECTING, State.ADMITTED, State.UNDER_REVIEW)
BEFORE_NAMING = (State.SHORTLISTED, State.ON_NOTICE, State.CONTESTED, State.NOTICE_PASSED, State.APPROVED)


def effects_of_withdrawing(nomination, kind):
    """撤回的效果, in whole sentences, for the page that asks before it is done."""
    state = nomination.state
    always = "撤回自现在起生效，不影响撤回前已经办理的事项（个人信息保护法 第十五条）。"
    if kind == ConsentKind.REVIEW:
        if state in STOPS_THE_REVIEW:
            return [
                "撤回后不再有人为评审查阅本申报，资格审核和专家评审随即停止，本件按“退出”办结，本年度不能再次申报。",
                "推荐单位、报送单位和评审办公室将收到告知。",
                always,
            ]
        if state in WITH_NOMINATOR:
            return ["撤回后本件不能推荐、审核和报送；重新同意后可以继续办理。", always]
        return ["评审已经办结，结果不变；此后不再为评审查阅本申报的材料。", always]
    if kind == ConsentKind.PUBLICATION:
        if state in BEFORE_NAMING:
            return [
                "尚未公示的，姓名不得列入公示；正在公示的，公开页面随即遮蔽姓名、单位和岗位。未经公示不能命名。",
                "公示经办人和评审办公室将收到告知。",
                always,
            ]
        if state in (State.HONOURED, State.REVOKED):
            return ["名录和查验页面随即遮蔽姓名，不再显示单位和岗位；荣誉本身不受影响。", always]
        return ["撤回后本件不能报送；已经报送的，姓名不得列入公示。重新同意后可以继续。", always]
    if kind == ConsentKind.TALENT_POOL:
        return ["此后不再向人力资源社会保障部门人才库推送；不影响评审和命名。", always]
    if kind == ConsentKind.EMPLOYER:
        return ["此后不再向工作单位核实；已经核实的情况不受影响。", always]
    return [
        "尚未发放的，已登记的收款账户随即删除，重新同意并登记账户后恢复办理；正在银行办理的，待回执后处理；已经发放的不受影响。",
        "财务人员将收到告知。",
        always,
    ]
