"""Forms of this room, by noun."""

from publicity.forms.fields import DAY, CheckedFileField
from publicity.forms.notices import NoticeFilters, NoticeForm, OrderForm, PublicationForm
from publicity.forms.objections import (
    ConclusionForm,
    InquiryForm,
    ObjectionFilters,
    ObjectionForm,
    ReceiptForm,
    RefusalForm,
)

__all__ = [
    "CheckedFileField",
    "ConclusionForm",
    "DAY",
    "InquiryForm",
    "NoticeFilters",
    "NoticeForm",
    "ObjectionFilters",
    "ObjectionForm",
    "OrderForm",
    "PublicationForm",
    "ReceiptForm",
    "RefusalForm",
]
