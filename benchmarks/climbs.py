"""Records of the ladder for the measured season: each honoured person has been craftsman of his district before."""

from common import clock
from ladder.models import HonourRecord
from ladder.states import Rung


def laid_records(honoured, *, by):
    """One registered record for each person given."""
    HonourRecord.objects.bulk_create(
        HonourRecord(
            rung=Rung.DISTRICT,
            title="区工匠",
            issuing_body="某区总工会",
            year="2023",
            document_number="某工〔2023〕1号",
            name=one.name,
            unit_name=one.unit_name,
            identity_hash=one.identity_hash,
            registered_by=by,
            registered_at=clock.now(),
        )
        for one in honoured
    )
