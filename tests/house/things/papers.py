"""A paper that opens, and who is to be called."""

from django.core.files.uploadedfile import SimpleUploadedFile

from rehearsal.dossiers import evidence_pdf

CONTACT = "上海市总工会，电话 021-00000000"


def paper(name="证明.pdf", pages=1):
    """A PDF that opens."""
    return SimpleUploadedFile(name, evidence_pdf(pages), content_type="application/pdf")
