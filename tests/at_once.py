"""Several people at the same moment, each in a connection of his own."""

import threading

from django.db import connection

from common.refusals import Refused


def at_once(*acts):
    """Begun together; the grounds on which acts were refused. Any other exception is the test's own failure."""
    start, told, broken = threading.Barrier(len(acts)), [], []

    def go(act):
        start.wait()
        try:
            act()
        except Refused as refused:
            told.append(refused.ground)
        except Exception as error:  # raised again where the test can see it
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return told
