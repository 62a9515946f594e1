"""人员与角色: accounts belong to people; roles are memberships with a beginning and an end."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.states import Role
from common.dates import today
from organisations.models import Organisation
from privacy.fields import EncryptedTextField


class UserManager(BaseUserManager):
    """Accounts by user name."""

    def create_user(self, username, password=None, **fields):
        """Create an account; without a password nobody can sign in with it."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        """User names are compared without regard to case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A natural person with an account (no shared accounts).

    ``person_hash`` is the keyed hash of the identity document where it is known: separation of duties and bans look at
    the person, not at the account. ``phone_hash`` is set once the number is verified: one account for one number, and the
    number signs in.
    """

    username = models.CharField("登录名", max_length=60, unique=True)
    full_name = models.CharField("姓名", max_length=60)
    email = models.EmailField("电子邮箱", blank=True)
    email_verified_at = models.DateTimeField("邮箱验证时间", null=True, editable=False)
    phone = EncryptedTextField("手机号", blank=True)
    phone_verified_at = models.DateTimeField("手机号验证时间", null=True, editable=False)
    phone_hash = models.CharField("手机号摘要", max_length=64, blank=True, editable=False)
    person_hash = models.CharField("证件散列", max_length=64, blank=True, db_index=True, editable=False)
    is_active = models.BooleanField("启用", default=True)
    joined_at = models.DateTimeField("开户时间", default=timezone.now, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        constraints = [
            models.UniqueConstraint(
                name="one_account_per_verified_phone",
                fields=["phone_hash"],
                condition=~models.Q(phone_hash=""),
                violation_error_message="此手机号已用于另一账户。",
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="one_account_per_username",
                violation_error_message="此登录名已被使用（不分大小写）。",
            ),
        ]

    def __str__(self):
        return self.full_name

    def current_memberships(self, *, on=None):
        """Memberships in force on a day (today unless said), fetched once per object and request."""
        if on is not None:
            return [membership for membership in self._all_memberships if membership.is_in_force(on)]
        if not hasattr(self, "_current_memberships"):
            self._current_memberships = [
                membership for membership in self._all_memberships if membership.is_in_force(today())
            ]
        return self._current_memberships

    def every_membership(self):
        """Memberships past, present and to come, fetched once per object and request."""
        return self._all_memberships

    @property
    def _all_memberships(self):
        if not hasattr(self, "_memberships_read"):
            self._memberships_read = list(self.memberships.select_related("organisation"))
        return self._memberships_read

    def holds(self, *roles):
        """Whether the person has one of the roles today."""
        return any(membership.role in roles for membership in self.current_memberships())

    def bodies(self, *roles):
        """The organisations for which the person has one of the roles today."""
        return [
            membership.organisation
            for membership in self.current_memberships()
            if membership.role in roles and membership.organisation_id
        ]

    def same_person(self, other):
        """Whether two accounts belong to one natural person."""
        return other is not None and (
            self.pk == other.pk or (self.person_hash != "" and self.person_hash == other.person_hash)
        )

    @property
    def is_staff(self):
        """Only administrators enter the admin."""
        return self.is_active and self.holds(Role.ADMINISTRATOR)

    def has_perm(self, permission, obj=None):
        """Inside the admin an administrator may do what the registered admin classes offer."""
        return self.is_staff

    def has_module_perms(self, label):
        """See has_perm."""
        return self.is_staff


class Membership(models.Model):
    """任职: a person does a role for an organisation, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name="人员")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="组织"
    )
    role = models.CharField("角色", max_length=30, choices=Role)
    since = models.DateField("自", default=today)
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                violation_error_message="截止日期不得早于起始日期。",
            ),
            models.CheckConstraint(
                name="only_self_nominees_stand_alone",
                condition=models.Q(role=Role.SELF_NOMINEE) | models.Q(organisation__isnull=False),
                violation_error_message="除自荐人外，任职须注明组织。",
            ),
        ]

    def __str__(self):
        return f"{self.user}：{self.get_role_display()}"

    def is_in_force(self, on):
        """Whether the membership holds on a day; its last day included."""
        return self.since <= on and (self.until is None or on <= self.until)
