"""计票: what votes come to under a rulebook (pure; whole numbers only, so that two thirds are exactly two thirds)."""

from dataclasses import dataclass

from decisions.states import Choice, Outcome
from seasons.states import MajorityBasis


@dataclass(frozen=True)
class Tally:
    """One name: who could vote on it, and how they did. Who withdrew is neither a member nor present for this name."""

    members: int
    present: int
    votes_for: int
    votes_against: int
    abstentions: int


def is_quorate(rulebook, *, members: int, present: int) -> bool:
    """到会比例: at least the rulebook's share of the members, and at least one."""
    return present > 0 and present * rulebook.quorum_denominator >= members * rulebook.quorum_numerator


def needed_for_quorum(rulebook, members: int) -> int:
    """How many must be present: the share rounded up."""
    return max(1, -(-members * rulebook.quorum_numerator // rulebook.quorum_denominator))


def is_carried(rulebook, tally: Tally) -> bool:
    """通过比例: of the rulebook's basis; more than the share where it says 超过, else at least the share."""
    basis = {
        MajorityBasis.MEMBERS: tally.members,
        MajorityBasis.PRESENT: tally.present,
        MajorityBasis.VOTING: tally.votes_for + tally.votes_against,
    }[MajorityBasis(rulebook.majority_basis)]
    if not rulebook.abstentions_count and rulebook.majority_basis != MajorityBasis.VOTING:
        basis -= tally.abstentions
    got, wanted = tally.votes_for * rulebook.majority_denominator, basis * rulebook.majority_numerator
    return tally.votes_for > 0 and (got > wanted if rulebook.majority_exceeds else got >= wanted)


def tally_of(box, *, members: int, present: int, silence_abstains: bool = True) -> Tally:
    """One name's sums (``box``: choice to number) among those who could vote on it.

    Whoever is present and gave no vote abstains, or by the rulebook took no part in this name and is not present for it.
    """
    votes_for, votes_against = box.get(Choice.FOR, 0), box.get(Choice.AGAINST, 0)
    given = votes_for + votes_against + box.get(Choice.ABSTAIN, 0)
    if not silence_abstains:
        present = given
    return Tally(members, present, votes_for, votes_against, present - votes_for - votes_against)


SPOILT = "表决后查明有投票成员应当回避，无记名票不能取出，本人选的表决无效，暂缓。"


def outcomes(rulebook, tallies, *, places: int, reserves: int = 0) -> list[tuple[Outcome, str]]:
    """The result of each name in roster order, never more carried than there are places.

    A name that lacks a quorum once members have withdrawn or left is put off. What is carried beyond the places becomes a
    reserve, as far as the rulebook has room for them, and is put off after that. A tally that is None was spoilt.
    """
    results = []
    for tally in tallies:
        if tally is None:
            results.append((Outcome.DEFERRED, SPOILT))
        elif not is_quorate(rulebook, members=tally.members, present=tally.present):
            results.append((Outcome.DEFERRED, "除去回避、离会的成员，到会不足规定比例，暂缓表决。"))
        elif not is_carried(rulebook, tally):
            results.append((Outcome.LOST, "赞成票未达到规定比例。"))
        elif places > 0:
            places -= 1
            results.append((Outcome.CARRIED, ""))
        elif reserves > 0:
            reserves -= 1
            results.append((Outcome.RESERVE, "赞成票达到规定比例，因命名名额已满，按审议次序列为递补人选。"))
        else:
            results.append((Outcome.DEFERRED, "赞成票达到规定比例，因命名名额已满，按审议次序暂缓。"))
    return results


def share_words(rulebook) -> str:
    """到会成员不少于三分之二方可开会 …: the rule in one sentence, for the people in the room."""
    quorum = f"{rulebook.quorum_numerator}/{rulebook.quorum_denominator}"
    majority = f"{rulebook.majority_numerator}/{rulebook.majority_denominator}"
    more = "超过" if rulebook.majority_exceeds else "达到"
    basis = rulebook.get_majority_basis_display()
    if rulebook.majority_basis != MajorityBasis.VOTING and not rulebook.abstentions_count:
        basis = f"{basis}（不计弃权）"
    silence = "到会而未表决的计为弃权" if rulebook.silence_abstains else "到会而未表决的，对该人选视为未到会"
    return (
        f"{rulebook.get_ballot_kind_display()}；到会成员不少于全体成员的{quorum}方可表决；"
        f"赞成票{more}{basis}的{majority}为通过；{silence}。"
    )
