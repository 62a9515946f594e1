"""What the columns of a rulebook have in common."""

from django.core.validators import MinValueValidator

ASSUMED = "默认值，待主办方确认。"


POSITIVE = [MinValueValidator(1)]
