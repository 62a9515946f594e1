"""The one file of an objection becomes a paper: several may be given, each is cleaned, hashed and scanned."""

import hashlib
import secrets
from pathlib import PurePath

import django.db.models.deletion
from django.db import migrations, models

import publicity.models.papers


def one_file_each(apps, schema_editor):
    """The files stay where they lie; what they are called is not kept."""
    objection_paper = apps.get_model("publicity", "ObjectionPaper")
    for objection in apps.get_model("publicity", "Objection").objects.exclude(evidence="").iterator():
        with objection.evidence.open("rb") as file:
            digest, size = hashlib.file_digest(file, "sha256").hexdigest(), file.size
        objection_paper.objects.create(
            objection=objection,
            ordinal=1,
            file=objection.evidence.name,
            token=secrets.token_urlsafe(32),
            content_kind=ENDINGS.get(PurePath(objection.evidence_name).suffix.lower(), "pdf"),
            size=size,
            sha256=digest,
            received_sha256=digest,
            kept_at=objection.filed_at,
        )


ENDINGS = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".docx": "docx", ".xlsx": "xlsx"}


class Migration(migrations.Migration):
    dependencies = [
        ("publicity", "0002_what_was_answered_stays"),
    ]

    operations = [
        migrations.CreateModel(
            name="ObjectionPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(max_length=200, upload_to=publicity.models.papers.paper_path, verbose_name="文件"),
                ),
                ("token", models.CharField(editable=False, max_length=43, unique=True)),
                ("content_kind", models.CharField(max_length=10, verbose_name="格式")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                (
                    "sha256",
                    models.CharField(
                        help_text="所保存文件（去除文档属性之后）的 SHA-256。", max_length=64, verbose_name="校验值"
                    ),
                ),
                ("received_sha256", models.CharField(editable=False, max_length=64, verbose_name="上传时校验值")),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("not_asked", "未启用查毒"),
                            ("waiting", "待查毒"),
                            ("clean", "已查毒"),
                            ("infected", "查出病毒"),
                        ],
                        default="not_asked",
                        editable=False,
                        max_length=10,
                        verbose_name="查毒",
                    ),
                ),
                ("scanned_at", models.DateTimeField(editable=False, null=True, verbose_name="查毒时间")),
                ("virus", models.CharField(blank=True, editable=False, max_length=120, verbose_name="病毒名称")),
                ("kept_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "source",
                    models.CharField(
                        choices=[("objector", "异议人提供"), ("inquiry", "核查收集"), ("statement", "陈述所附")],
                        default="objector",
                        max_length=20,
                        verbose_name="来自",
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="publicity.objection",
                        verbose_name="异议",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议材料",
                "verbose_name_plural": "异议材料",
                "ordering": ("objection", "ordinal"),
                "indexes": [
                    models.Index(condition=models.Q(("scan", "waiting")), fields=["id"], name="objections_to_scan")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("objection", "ordinal"), name="one_objection_paper_per_ordinal")
                ],
            },
        ),
        migrations.RunPython(one_file_each, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="objection",
            name="evidence",
        ),
        migrations.RemoveField(
            model_name="objection",
            name="evidence_name",
        ),
    ]
