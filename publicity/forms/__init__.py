"""Forms of this room, by noun."""

from publicity.forms.fields import DAY, CheckedFileField, CheckedFilesField
from publicity.forms.inquiries import (
    ConclusionForm,
    ExtensionForm,
    InquiryForm,
    NoteForm,
    QuestionForm,
    ReassignmentForm,
    SecondLookAnswerForm,
    StatementForm,
)
from publicity.forms.notices import (
    CorrectionForm,
    LineForm,
    NoticeFilters,
    NoticeForm,
    OrderForm,
    PublicationForm,
    ScheduleForm,
)
from publicity.forms.objections import (
    ObjectionFilters,
    ObjectionForm,
    ReceiptForm,
    RefusalForm,
    RegistrationForm,
    SecondLookForm,
    SupplementForm,
)

__all__ = [
    "CheckedFileField",
    "CheckedFilesField",
    "ConclusionForm",
    "CorrectionForm",
    "DAY",
    "ExtensionForm",
    "InquiryForm",
    "NoteForm",
    "LineForm",
    "NoticeFilters",
    "NoticeForm",
    "ObjectionFilters",
    "ObjectionForm",
    "OrderForm",
    "PublicationForm",
    "QuestionForm",
    "ReassignmentForm",
    "ReceiptForm",
    "RefusalForm",
    "RegistrationForm",
    "SecondLookAnswerForm",
    "SecondLookForm",
    "StatementForm",
    "SupplementForm",
    "ScheduleForm",
]
