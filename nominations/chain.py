"""逐级推荐: which bodies endorse a nomination, in order (沪工总经〔2015〕260号 三(三)). Pure reading of the tree."""

from nominations.states import Channel
from organisations.queries import ancestors_of


def endorsing_bodies(nomination):
    """The bodies asked one after the other; none for a self-nominee who files directly.

    单位推荐 climbs from the drafting union's parent to its 区、局（产业）工会; a filing union that drafts itself endorses
    itself by a second person, and so does an association.
    """
    if nomination.channel != Channel.UNIT:
        return [nomination.filing_body] if nomination.filing_body_id else []
    if nomination.drafting_body.is_filing_union:
        return [nomination.drafting_body]
    road = []
    for union in ancestors_of(nomination.drafting_body):
        road.append(union)
        if union.is_filing_union:
            break
    return road


def next_body(nomination):
    """The body after the one whose endorsement is awaited; None where it is the last."""
    road = endorsing_bodies(nomination)
    place = next((index for index, body in enumerate(road) if body.pk == nomination.at_body_id), len(road))
    return road[place + 1] if place + 1 < len(road) else None
