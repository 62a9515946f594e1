"""事项: every act the ledger knows, as the office calls it. A new act needs a line here; a test looks for it."""

ACTS = {
    # 人员与组织
    "person.registered": "自荐人注册",
    "person.account_opened": "开户",
    "person.changed": "更正人员登记",
    "person.contact_changed": "更新联系方式",
    "person.password_changed": "修改密码",
    "person.password_link_issued": "发出设置密码链接",
    "person.password_link_asked": "请求重设密码",
    "person.signed_in": "登录",
    "person.suspended": "停用账户",
    "person.resumed": "恢复账户",
    "person.unlocked": "解除登录锁定",
    "person.became": "演示：换一个身份",
    "membership.granted": "授予角色",
    "membership.ended": "终止任职",
    "organisation.registered": "登记组织",
    "organisation.changed": "更正组织登记",
    # 函告与台账
    "letter.sent_again": "再次送出函告",
    "ledger.exported": "导出台账",
    "identity.revealed": "查看证件号码",
    # 年度与细则
    "season.created": "建立年度",
    "season.made_current": "设为当前年度",
    "season.concluded": "年度收官",
    "rulebook.drafted": "起草细则",
    "rulebook.changed": "修改细则草案",
    "rulebook.issued": "印发细则",
    "rulebook.amended": "另行印发细则",
    "rulebook.discarded": "废弃细则草案",
    "extension.granted": "延长申报期",
    "holidays.loaded": "载入节假日安排",
    "holidays.corrected": "更正节假日安排",
    # 禁报
    "ban.imposed": "决定禁报",
    "ban.lifted": "提前解除禁报",
    "ban.ended": "禁报期满",
    "ban.reminded": "禁报期满提醒",
    # 申报
    "nomination.started": "起草申报",
    "nomination.changed": "修改申报",
    "nomination.declared": "作出真实性承诺",
    "nomination.recommended": "推荐",
    "nomination.passed_up": "逐级审核",
    "nomination.endorsed": "审核同意",
    "nomination.handed_back": "退回推荐单位",
    "nomination.submitted": "报送",
    "nomination.claimed": "领取审核",
    "nomination.released": "放回待审",
    "nomination.noted": "填写逐项审核",
    "nomination.dual_verified": "核验双师资质",
    "nomination.admitted": "资格审核通过",
    "nomination.sent_back": "退回补正",
    "nomination.resubmitted": "补正后重新报送",
    "nomination.declined": "不予受理",
    "nomination.correction_lapsed": "逾期未补正，不予受理",
    "nomination.withdrawn": "撤回",
    "nomination.dropped_out": "退出",
    "nomination.disqualified": "取消资格",
    "nomination.sent_to_review": "提交专家评审",
    "nomination.shortlisted": "入围",
    "nomination.passed_over": "未入选",
    "nomination.on_notice": "列入公示",
    "nomination.publicised": "列入公示",
    "nomination.contested": "暂缓，异议核查",
    "nomination.settled": "异议不成立，恢复公示",
    "nomination.notice_passed": "公示期满",
    "nomination.approved": "审定通过",
    "nomination.honoured": "命名",
    "evidence.attached": "上传佐证材料",
    "evidence.detached": "移去佐证材料",
    "evidence.opened": "查看佐证材料",
    "consent.given": "给予单独同意",
    "consent.withdrawn": "撤回单独同意",
    # 评审
    "member.seated": "聘任委员",
    "member.pledged": "签署保密与公正承诺",
    "member.stood_down": "退出委员会",
    "member.past_employer_added": "登记委员近年任职单位",
    "round.opened": "开始评审",
    "round.drawn": "抽签分派",
    "round.closed": "结束评审",
    "recusal.declared": "申报回避",
    "recusal.ordered": "决定回避",
    "assignment.replaced": "另行分派",
    "sheet.submitted": "提交评分",
    "sheet.abstained": "弃评",
    "ranking.made": "生成排名",
    "ranking.confirmed": "确认排名",
    # 公示
    "notice.prepared": "拟定公示",
    "notice.redrafted": "修改公示文稿",
    "notice.reordered": "调整公示次序",
    "notice.list_renewed": "更新公示名单",
    "notice.name_left_out": "移出公示名单",
    "notice.name_struck": "从公示名单除名",
    "notice.discarded": "废弃公示文稿",
    "notice.published": "发布公示",
    "notice.closed": "办结公示",
    "publication.recorded": "登记刊登",
    "objection.filed": "提出异议",
    "objection.refused": "异议不予受理",
    "objection.evidence_seen": "查看异议材料",
    "objection.objector_seen": "查看异议人身份",
    "inquiry.opened": "开展异议核查",
    "inquiry.concluded": "异议核查结论",
    # 审定
    "sitting.convened": "召集主席办公会",
    "sitting.roster_set": "确定审议名单",
    "sitting.present_marked": "登记到会",
    "sitting.recused": "会议回避",
    "sitting.voting_opened": "开始表决",
    "sitting.voting_closed": "结束表决",
    "sitting.voided": "会议作废",
    "vote.cast": "表决",
    "resolution.made": "作出审定决议",
    # 命名
    "certificate.pressed": "制作证书",
    "certificate.refused": "未能制证",
    "certificate.retried": "重新制证",
    "certificate.revoked": "撤销证书",
    "honour.revoked": "撤销称号",
    "payment.tax_chosen": "确定奖金税务处理",
    "payment.account_given": "提供收款账户",
    "payment.prepared": "编制付款",
    "payment.released": "放款",
    "payment.paid": "确认发放",
    "payment.failed": "登记付款失败",
    "payment.held": "暂缓付款",
    "payment.unheld": "恢复付款",
    "payment.recovering": "追回奖金",
    "payment.recovered": "奖金已追回",
    "award.handed_over": "发放奖励事项",
    "award.recalled": "要求交回奖励事项",
    "award.returned": "交回奖励事项",
    "medal.proposed": "推荐五一劳动奖章",
    "medal.recorded": "登记奖章授予结果",
    "finding.made": "认定弄虚作假",
}

# acts that show somebody what is otherwise masked
UNMASKING = {"identity.revealed", "objection.objector_seen"}

DETAILS = {
    "address": "地址",
    "age": "年龄",
    "asked": "筛选条件",
    "became": "换成",
    "changed": "变更项目",
    "code": "代码",
    "count": "数量",
    "decision_number": "决定文号",
    "document_number": "文号",
    "due": "期限",
    "finding": "结论",
    "ground": "事由",
    "hash": "校验值",
    "kind": "类别",
    "name": "名称",
    "number": "编号",
    "opinion": "意见",
    "organisation": "组织",
    "outlet": "渠道",
    "override": "代码校验例外的理由",
    "rank": "排序",
    "recipient": "收件人",
    "rows": "条数",
    "seed": "抽签种子",
    "since": "自",
    "title": "标题",
    "until": "至",
}


def words_for(act: str) -> str:
    """The act as the office calls it; its code where it has no name yet."""
    return ACTS.get(act, act)


def is_unmasking(act: str) -> bool:
    """Whether the act showed somebody what is otherwise masked."""
    return act in UNMASKING


def detail_word(key: str) -> str:
    """The word for a particular; its key where it has none yet."""
    return DETAILS.get(key, key)


def choices() -> list[tuple[str, str]]:
    """For a filter, in the order of the season."""
    return list(ACTS.items())
