"""台账: who did what, in which role, on what, from where, when; never changed, never removed."""

import pgtrigger
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from ledger import acts
from ledger.wording import worded


class Entry(models.Model):
    """One act. Actor and subject are written down, not referenced, so that nothing deleted elsewhere can touch it.

    ``act`` is ``<area>.<verb in the past>`` such as ``nomination.submitted``; ``origin`` tells a browser (``web``), a
    task (``task:…``) or a command (``command:…``). There is no changed-at column because nothing here ever changes.
    """

    at = models.DateTimeField("时间", db_index=True)
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)
    actor_id = models.BigIntegerField("经办人编号", null=True)
    actor_name = models.CharField("经办人", max_length=60)
    role = models.CharField("角色", max_length=60, blank=True)
    body = models.CharField("组织", max_length=120, blank=True)
    act = models.CharField("事项", max_length=60)
    subject_kind = models.CharField("对象类别", max_length=60)
    subject_id = models.BigIntegerField("对象编号", null=True)
    subject_label = models.CharField("对象", max_length=200)
    before = models.CharField("办理前", max_length=30, blank=True)
    after = models.CharField("办理后", max_length=30, blank=True)
    reason = models.TextField("理由", blank=True)
    detail = models.JSONField("详情", default=dict, blank=True)
    origin = models.CharField("来源", max_length=60, blank=True)
    address = models.CharField("地址", max_length=45, blank=True)
    device = models.CharField("设备", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "台账"
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="ledger_by_subject"),
            models.Index(fields=["actor_id", "at"], name="ledger_by_actor"),
            models.Index(fields=["act", "at"], name="ledger_by_act"),
        ]
        triggers = [
            pgtrigger.Protect(name="no_change", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION '台账不得清空' USING ERRCODE = 'check_violation';",
            ),
        ]

    def __str__(self):
        return f"{self.actor_name} {self.act} {self.subject_label}"

    @property
    def act_words(self):
        """The act as the office calls it."""
        return acts.words_for(self.act)

    @property
    def subject_kind_words(self):
        """What kind of thing it was done to."""
        try:
            return apps.get_model(self.subject_kind)._meta.verbose_name
        except LookupError:
            return self.subject_kind

    @property
    def before_words(self):
        """The state before, as people call it."""
        return self._state_words(self.before)

    @property
    def after_words(self):
        """The state after, as people call it."""
        return self._state_words(self.after)

    def _state_words(self, state):
        try:
            field = apps.get_model(self.subject_kind)._meta.get_field("state")
        except (LookupError, FieldDoesNotExist):
            return state
        return dict(field.flatchoices).get(state, state)

    @property
    def detail_words(self):
        """The particulars, as pairs of word and value."""
        return [
            (acts.detail_word(key), worded(value, self.subject_kind))
            for key, value in self.detail.items()
            if value not in ("", None, [], {})
        ]
