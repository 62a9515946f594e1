"""异议办结之后: what happens to the award money that waited for it (沪工总经〔2015〕260号 三(四)、三(五))."""

from honours.actions.payments import after_objection
from honours.queries import records


def on_settled(nomination, *, upheld, by, now):
    """The award of a craftsman against whom no objection stands any more, or against whom one was upheld."""
    for payment in records.locked_payments(records.payments_of(nomination)):
        after_objection(payment, upheld=upheld, by=by, now=now)
