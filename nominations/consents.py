"""单独同意的文本: what is read before a consent is given, one text per purpose (个人信息保护法 第二十三、二十五、二十九条).

A changed text gets a new version; each consent keeps the version that was read.
"""

from nominations.states import ConsentKind

VERSION = "2026-1"
REQUIRED = (ConsentKind.REVIEW, ConsentKind.PUBLICATION)
TEXTS = {
    ConsentKind.REVIEW: "同意市总工会及其委托的评审人员为资格审核和专家评审，查阅本申报中的身份信息和佐证材料。"
    "身份证件号码仅用于核验身份、查重和核查禁报，页面上遮蔽显示。",
    ConsentKind.PUBLICATION: "同意在社会公示和命名公布时公开姓名、性别、出生年月、民族、政治面貌、工作单位、岗位和主要事迹；"
    "不公开证件号码、电话和住址。",
    ConsentKind.TALENT_POOL: "同意命名后将姓名、单位、岗位、技能等级、职称和主要业绩推送至人力资源社会保障部门人才库，用于落实人才政策。"
    "不同意不影响评审和命名。",
    ConsentKind.BANK: "同意提供本人银行账户用于发放一次性奖金。账户属于敏感个人信息，加密保存，仅财务人员在发放时使用。",
}
DECLARATION = (
    "本单位（本人）承诺：所填内容和所附材料真实、准确、完整。如有弄虚作假，一经查实，取消当年申报资格，"
    "5年内不再接受该单位或个人的申报（沪工总经〔2015〕260号 五(三)）。"
)
