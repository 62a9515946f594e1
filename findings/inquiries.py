"""核查期间暂缓: what an inquiry still under way does to award money that stands again (沪工总经〔2015〕260号 三(五))."""

from findings.actions.cases import hold_what_stands_again


def on_reinstated(payment, *, by, now):
    """The award of a craftsman given back by one decision while another case is inquired into."""
    return hold_what_stands_again(payment, by=by, now=now)
