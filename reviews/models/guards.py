"""What the database itself refuses of assignments, sheets and rankings."""

# An expert under a ban: by the account, by any account of the same person, or by the document.
_BANNED = """
    IF EXISTS (
        SELECT 1 FROM sanctions_ban b
          JOIN accounts_user u ON u.id = %s
          LEFT JOIN accounts_user a ON a.id = b.account_id
         WHERE b.lifted_at IS NULL AND b.ended_at IS NULL AND b.subject_kind = 'expert'
           AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN b.since AND b.until
           AND (b.account_id = u.id
                OR (u.person_hash <> '' AND u.person_hash IN (b.subject_hash, a.person_hash)))
    ) THEN
        RAISE EXCEPTION '该专家在禁报期内' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
BANNED_MEMBER = _BANNED % "NEW.user_id"
BANNED_JUDGE = _BANNED % "(SELECT user_id FROM reviews_committeemember WHERE id = NEW.member_id)"
BANNED_WRITER = (
    _BANNED
    % """(SELECT m.user_id FROM reviews_assignment s
            JOIN reviews_committeemember m ON m.id = s.member_id WHERE s.id = NEW.assignment_id)"""
)


CONFLICTED = """
    IF reviews_conflicted(NEW.member_id, NEW.nomination_id, (NEW.assigned_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
        RAISE EXCEPTION '该专家对此件应当回避，不得分派' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


NO_ENTRANT = """
    IF NOT EXISTS (
        SELECT 1 FROM reviews_entrant WHERE round_id = NEW.round_id AND nomination_id = NEW.nomination_id
    ) THEN
        RAISE EXCEPTION '此件不在本轮参评名单中，不得分派' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


ANOTHERS_REVISION = """
    IF NOT EXISTS (
        SELECT 1 FROM nominations_revision WHERE id = NEW.revision_id AND nomination_id = NEW.nomination_id
    ) THEN
        RAISE EXCEPTION '评审依据须为该件申报的材料版本' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


ROUND_CLOSED = """
    IF EXISTS (
        SELECT 1 FROM reviews_assignment a JOIN reviews_round r ON r.id = a.round_id
         WHERE a.id = NEW.assignment_id AND (r.closed_at IS NOT NULL OR a.withdrawn_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION '评审轮次已结束或分派已撤销，评分表不得变更' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


OUTSIDE_THE_WINDOW = """
    IF EXISTS (
        SELECT 1 FROM reviews_assignment a JOIN reviews_round r ON r.id = a.round_id
         WHERE a.id = NEW.assignment_id
           AND (GREATEST(NEW.saved_at, NEW.submitted_at) >= r.closes_at
                OR LEAST(NEW.saved_at, NEW.submitted_at) < r.opens_at)
    ) THEN
        RAISE EXCEPTION '不在本轮评分时间内，评分表不得变更' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


SUBMITTED_STAYS = """
    IF TG_OP = 'UPDATE' AND OLD.state = 'submitted' AND NEW.state = 'open' AND NEW.assignment_id = OLD.assignment_id
       AND NEW.total IS NULL AND NEW.submitted_at IS NULL AND EXISTS (
        SELECT 1 FROM reviews_formersheet f
         WHERE f.sheet_id = OLD.id AND f.submitted_at = OLD.submitted_at AND f.total = OLD.total
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '评分表已经提交或弃权，不得变更；重新打开须先留存原评分表' USING ERRCODE = 'check_violation';
"""


COPY_SAYS_THE_SAME = """
    IF NOT EXISTS (
        SELECT 1 FROM reviews_scoresheet s
         WHERE s.id = NEW.sheet_id AND s.state = 'submitted' AND s.total = NEW.total
           AND s.submitted_at = NEW.submitted_at AND s.comment = NEW.comment
    ) OR EXISTS (
        SELECT 1 FROM reviews_score g
         WHERE g.sheet_id = NEW.sheet_id
           AND ((NEW.points ->> g.criterion_id::text)::numeric IS DISTINCT FROM g.points
                OR COALESCE(NEW.comments ->> g.criterion_id::text, '') <> g.comment)
    ) THEN
        RAISE EXCEPTION '留存的原评分表与已提交的评分表不一致' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


SHEET_LOCKED = """
    IF EXISTS (
        SELECT 1 FROM reviews_scoresheet
         WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.sheet_id ELSE OLD.sheet_id END) AND state <> 'open'
    ) THEN
        RAISE EXCEPTION '评分表已提交，得分不得变更' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF NEW.points > (SELECT maximum FROM seasons_criterion WHERE id = NEW.criterion_id) THEN
        RAISE EXCEPTION '得分超过该项满分' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


RANKING_IS_CONFIRMED = """
    IF EXISTS (
        SELECT 1 FROM reviews_ranking
         WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.ranking_id ELSE OLD.ranking_id END)
           AND confirmed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '排名已经确认，不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


NOT_SITTING = """
    IF NOT EXISTS (
        SELECT 1 FROM reviews_committeemember
         WHERE id = NEW.member_id AND answered_at IS NOT NULL AND declined_because = '' AND stood_down_at IS NULL
           AND pledged_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '只有接受邀请并签署承诺书的在任委员可以受分派' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


GROUP_OF_ANOTHER = """
    IF NOT EXISTS (
        SELECT 1 FROM reviews_interviewgroup WHERE id = NEW.group_id AND timetable_id = NEW.timetable_id
    ) THEN
        RAISE EXCEPTION '面试组不属于本轮面试安排' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


NO_TIMETABLE_OF_A_CLOSED_ROUND = """
    IF EXISTS (
        SELECT 1 FROM reviews_timetable t JOIN reviews_round r ON r.id = t.round_id
         WHERE t.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.timetable_id ELSE NEW.timetable_id END)
           AND r.closed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '评审轮次已结束，面试安排不得变更' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


OUTCOMES_ARE_OUT = """
    IF EXISTS (
        SELECT 1 FROM reviews_outcomerelease o JOIN reviews_assignment a ON a.round_id = o.round_id
          JOIN reviews_scoresheet s ON s.assignment_id = a.id
         WHERE s.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END)
    ) THEN
        RAISE EXCEPTION '评审结果已经发布，评语的遮盖不得变更' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


COMMITTED_FIRST = """
    IF NEW.frozen_at IS NOT NULL AND OLD.frozen_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM ledger_entry
         WHERE act = 'draw.committed' AND subject_kind = 'reviews.draw' AND subject_id = NEW.id
           AND detail ->> 'commitment' = NEW.seed_commitment
    ) THEN
        RAISE EXCEPTION '种子的封存值尚未记入台账，不得冻结名单' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.revealed_seed <> '' AND encode(sha256(convert_to(NEW.revealed_seed, 'UTF8')), 'hex') <> NEW.seed_commitment THEN
        RAISE EXCEPTION '公开的种子与封存值不符' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
