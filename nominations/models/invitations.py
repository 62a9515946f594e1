"""社团与自荐人: an association invites a person to nominate himself through it, or is asked and answers (沪工总经〔2015〕260号 三(三))."""

import secrets

from django.conf import settings
from django.db import models

from nominations.models.nomination import Nomination
from nominations.states import Answer
from organisations.models import Organisation
from privacy.fields import EncryptedTextField
from privacy.masks import masked_email
from seasons.models import Season


def new_nonce():
    """What the link of one invitation is made from, together with the portal's key."""
    return secrets.token_hex(16)


class Invitation(models.Model):
    """One invitation or one request, and its answer; an accepted one lets the person file through the association.

    An invitation goes to an address by a link that is good once and for some days; the link is stored nowhere. A request
    comes with a draft and is answered by the association's clerk.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+", verbose_name="年度")
    association = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="学会、协会")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, null=True, related_name="invitations", verbose_name="请求的申报"
    )
    nominee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="自荐人"
    )
    address = EncryptedTextField("受邀邮箱", blank=True)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    note = models.CharField("附言", max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="发起人"
    )
    asked_at = models.DateTimeField("发起时间")
    expires_at = models.DateTimeField("失效时间", null=True)
    sendings = models.PositiveSmallIntegerField("送出次数", default=0)
    sent_at = models.DateTimeField("送出时间", null=True)
    answer = models.CharField("答复", max_length=10, choices=Answer, blank=True)
    answer_reason = models.CharField("理由", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "自荐邀请与请求"
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                name="one_open_request_per_nomination",
                fields=["nomination"],
                condition=models.Q(nomination__isnull=False, answer=""),
                violation_error_message="请求已在等待答复。",
            ),
            models.CheckConstraint(
                name="an_invitation_ends_a_request_has_its_nominee",
                condition=models.Q(expires_at__isnull=False) | models.Q(nominee__isnull=False),
            ),
            models.CheckConstraint(
                name="an_association_declines_with_a_reason",
                condition=~models.Q(answer=Answer.DECLINED) | ~models.Q(answer_reason=""),
                violation_error_message="不接受自荐请求，须写明理由。",
            ),
            models.CheckConstraint(
                name="who_accepts_is_known",
                condition=models.Q(answer="")
                | models.Q(nominee__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    @property
    def masked_address(self):
        """Whom the association wrote to, as its own desk shows it until the person is known."""
        return masked_email(self.address)

    def __str__(self):
        return f"{self.association}{'邀请自荐' if self.nomination_id is None else '收到自荐请求'}"
