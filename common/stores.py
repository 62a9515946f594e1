"""存储: where uploaded files are kept, a local disk or an S3-compatible store, and what is said when it is away.

A store that cannot be reached is a refusal with a sentence, never a half-kept file: what was begun is taken back, and what
could not be taken back is found by the sweep of files without a row.
"""

import logging
from contextlib import contextmanager, suppress

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

from common.refusals import Refusal, Refused

AWAY = (OSError, Boto3Error, BotoCoreError, ClientError)
log = logging.getLogger(__name__)


@contextmanager
def reached(*, lost: str):
    """Inside, the store is asked; ``lost`` says what does not happen where it does not answer."""
    try:
        yield
    except AWAY as error:
        log.error("the store does not answer: %s", type(error).__name__)
        refusal = Refusal(
            "store_away",
            f"文件存储暂时不可用，{lost}。",
            "请过几分钟再试；一直如此的，请告知系统管理员。",
            status=503,
        )
        raise Refused(refusal) from error


def forget(storage, path: str) -> None:
    """Take a file away; one that cannot be reached now is left to the sweep."""
    with suppress(*AWAY):
        storage.delete(path)
