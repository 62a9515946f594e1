"""人员与角色: people, what they do for whom, and how they prove themselves a second time."""

from accounts.models.people import Membership, User, UserManager
from accounts.models.second_factor import Proof, RecoveryCode, SecondFactor

__all__ = ["Membership", "Proof", "RecoveryCode", "SecondFactor", "User", "UserManager"]
