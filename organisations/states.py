"""Kinds of organisation."""

from django.db import models


class Kind(models.TextChoices):
    """组织类别 (沪工总经〔2015〕260号 三(三))."""

    MUNICIPAL = "municipal", "市总工会"
    DISTRICT = "district", "区总工会"
    INDUSTRY = "industry", "局（产业）工会"
    LOWER = "lower", "街镇、园区或集团工会"
    GRASSROOTS = "grassroots", "基层工会"
    SOCIETY = "society", "专业学会"
    ASSOCIATION = "association", "行业协会"


UNIONS = (Kind.MUNICIPAL, Kind.DISTRICT, Kind.INDUSTRY, Kind.LOWER, Kind.GRASSROOTS)
FILING_UNIONS = (Kind.DISTRICT, Kind.INDUSTRY)
SOCIAL_BODIES = (Kind.SOCIETY, Kind.ASSOCIATION)
