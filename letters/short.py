"""短信: what is worth a message on the phone, and what it says.

The texts are the same for everybody: no name, number or reason leaves the portal by this way. At most seventy
characters, which is one message.
"""

LIMIT = 70
_SEE = "请登录上海工匠选树管理平台查看。"

SHORT = {
    "nomination_awaits_endorsement": f"有一件申报等待您审核。{_SEE}",
    "nomination_endorsed": f"有一件申报已审核同意，请在申报截止前报送。{_SEE}",
    "nomination_returned": f"您经办的一件申报被退回，理由{_SEE}",
    "nomination_submitted": f"您的一件申报已报送上海市总工会。{_SEE}",
    "nomination_sent_back": f"您的一件申报需要补正，要求和期限{_SEE}",
    "nomination_correction_reminder": f"您的一件申报补正期限将到，逾期不予受理。{_SEE}",
    "nomination_admitted": f"您的一件申报已通过资格审核。{_SEE}",
    "nomination_declined": f"您的一件申报经审核不予受理，理由{_SEE}",
    "nomination_withdrawn": f"与您有关的一件申报已撤回。{_SEE}",
    "nomination_disqualified": f"与您有关的一件申报有新的决定，{_SEE}",
    "review_outcome": f"您经办的申报已有专家评审结果。{_SEE}",
    "nomination_contested": f"与您有关的一件申报暂缓办理，{_SEE}",
    "nomination_struck": f"您经办的一件申报有新的结果，{_SEE}",
    "sitting_outcome": f"您经办的申报已经主席办公会审议。{_SEE}",
    "closing_reminder": f"申报即将截止，您还有未办完的申报。{_SEE}",
    "review_assigned": f"有申报材料分派给您评审。{_SEE}",
    "review_reminder": f"您还有分派的申报没有提交评分。{_SEE}",
    "review_extended": f"您的评审截止时间已经延长。{_SEE}",
    "sitting_convened": f"请您出席主席办公会。时间和名单{_SEE}",
    "sitting_voting_opened": f"主席办公会已开始表决。{_SEE}",
    "notice_candidate": f"您已列入上海工匠公示名单。{_SEE}",
    "honoured": f"您的申报有新的结果，{_SEE}",
}
