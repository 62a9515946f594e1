"""相互抵触的函告: which letters about one page cannot both be true, so that never two of them wait to be sent.

The letters of a topic tell the same person where the same thing stands; the last word is the one that holds. The
database keeps it too (Letter, constraint one_owed_letter_per_topic). Receipts and rulings that stay true beside others
(a finding of fraud, a link for a password) have no topic.
"""

TOPICS = {
    # how far a dossier has come (沪工总经〔2015〕260号 三(三)、(四)): recommended or returned, filed or withdrawn, admitted,
    # sent back or declined, and the undoing of a decision
    "standing": (
        "nomination_awaits_endorsement",
        "nomination_endorsed",
        "nomination_endorsement_taken_back",
        "nomination_returned",
        "nomination_submitted",
        "nomination_resubmitted",
        "nomination_sent_back",
        "nomination_correction_reminder",
        "nomination_correction_extended",
        "nomination_admitted",
        "nomination_declined",
        "nomination_decision_undone",
        "nomination_contested",
        "nomination_settled",
        "nomination_struck",
        "nomination_withdrawn",
        "nomination_freed",
        "nomination_dropped_out",
        "nomination_disqualified",
    ),
    # an objection: filed, to be inquired into, concluded
    "objection": ("objection_filed", "inquiry_assigned", "inquiry_stepped_back", "objection_due", "inquiry_concluded"),
    # the award money: returned by the bank, arrived
    "award_money": ("payment_returned", "payment_paid"),
    # a sitting: convened, voting, resolved or void
    "sitting": ("sitting_convened", "sitting_voting_opened", "sitting_voided"),
}

# A request to somebody falls away for everybody as soon as the next word on the topic is owed to anybody.
REQUESTS = (
    "nomination_awaits_endorsement",
    "nomination_endorsed",
    "nomination_resubmitted",
    "nomination_correction_reminder",
)

_TOPIC_OF = {kind: topic for topic, kinds in TOPICS.items() for kind in kinds}


def topic_of(kind: str) -> str:
    """The topic of a kind of letter, or nothing."""
    return _TOPIC_OF.get(kind, "")
