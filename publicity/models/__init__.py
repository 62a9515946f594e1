"""公示: the proposed names are published in the outlets and may be objected to (沪工总经〔2015〕260号 三(四))."""

from publicity.models.artefacts import (
    PublishedCopy,
)
from publicity.models.extensions import (
    NoticeExtension,
)
from publicity.models.held import (
    HeldNomination,
)
from publicity.models.inquiries import (
    InquiryNote,
    Statement,
)
from publicity.models.notices import (
    LIST_IS_SEALED,
    PUBLISHED,
    Notice,
    NoticeName,
)
from publicity.models.objection_papers import (
    ObjectionPaper,
)
from publicity.models.objections import (
    Objection,
    objection_path,
)
from publicity.models.papers import (
    KeptPaper,
)
from publicity.models.publications import (
    Publication,
    PublicationProof,
    proof_path,
)
from publicity.models.second_looks import (
    SecondLook,
)
from publicity.models.supplements import (
    Supplement,
)

__all__ = [
    "HeldNomination",
    "InquiryNote",
    "KeptPaper",
    "LIST_IS_SEALED",
    "Notice",
    "NoticeExtension",
    "NoticeName",
    "Objection",
    "ObjectionPaper",
    "PUBLISHED",
    "Publication",
    "PublicationProof",
    "PublishedCopy",
    "SecondLook",
    "Statement",
    "Supplement",
    "objection_path",
    "proof_path",
]
