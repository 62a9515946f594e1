"""职责分离：经手过名单中任一人选的，不能发布公示，换账户也一样 (沪工总经〔2015〕260号 三(四))."""

from nominations.parts import PUBLISH
from publicity import actions
from tests.factories.parts import everywhere, grounds_by_part
from tests.moments import beijing


def test_whoever_took_another_part_does_not_publish(prepared, three, publicity_officer):
    def publish(by):
        actions.publish(prepared, by=by, now=beijing(2026, 9, 7, 8))

    assert grounds_by_part(PUBLISH, three[0], publicity_officer, publish) == everywhere(PUBLISH)
