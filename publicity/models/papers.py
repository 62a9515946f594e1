"""材料: what is uploaded in this room, from the public or by staff; one kind of row for each thing that has papers."""

from django.db import models

from accounts.states import Role
from common.files import Kind
from nominations.states import Scan


def paper_path(paper, filename):
    """Outside the web root, under a name nobody can guess; the name it came with is not kept on disk."""
    return f"{paper.folder}/{paper.token[:2]}/{paper.token}"


class KeptPaper(models.Model):
    """A file told by its content, cleaned of what it says of its maker, hashed, and scanned before others open it.

    A kind of paper is a subclass with a ``folder`` of its own in the store and ``about``: the row it belongs to, whose
    page a letter may point to. ``publicity.actions.papers.keep`` stores it; scan and sweep find every subclass.
    """

    folder = ""
    keeper = Role.PUBLICITY_OFFICER  # told when a virus is found in one

    file = models.FileField("文件", upload_to=paper_path, max_length=200)
    token = models.CharField(max_length=43, unique=True, editable=False)
    content_kind = models.CharField("格式", max_length=10)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64, help_text="所保存文件（去除文档属性之后）的 SHA-256。")
    received_sha256 = models.CharField("上传时校验值", max_length=64, editable=False)
    scan = models.CharField("查毒", max_length=10, choices=Scan, default=Scan.NOT_ASKED, editable=False)
    scanned_at = models.DateTimeField("查毒时间", null=True, editable=False)
    virus = models.CharField("病毒名称", max_length=120, blank=True, editable=False)
    kept_at = models.DateTimeField("上传时间")

    class Meta:
        abstract = True

    @property
    def about(self):
        """The row this paper belongs to."""
        raise NotImplementedError

    @property
    def ending(self):
        """.pdf, .jpg: what the file is called by when it is handed out."""
        return Kind[self.content_kind.upper()].endings[0]
