"""年度、实施细则与节假日安排."""

from seasons.models.holidays import HolidayList, SpecialDay
from seasons.models.plans import RoundPlan
from seasons.models.rows import AwardItem, Criterion, Industry, Outlet, Place
from seasons.models.rulebook import Rulebook
from seasons.models.season import Extension, Season

__all__ = [
    "AwardItem",
    "Criterion",
    "Extension",
    "HolidayList",
    "Industry",
    "Outlet",
    "Place",
    "RoundPlan",
    "Rulebook",
    "Season",
    "SpecialDay",
]
