"""名册: the lists of 申报 that can be exported (沪工总经〔2015〕260号 五(二))."""

from nominations.lists.people import OVERVIEW, RANKING, SUMMARY
from nominations.lists.statistics import STATISTICS

OFFERED = (SUMMARY, OVERVIEW, RANKING, STATISTICS)
