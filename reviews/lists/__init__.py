"""名册 of 评审 offered for export: committee, progress, sheets, ranking, the package for supervision, own outcomes."""

from reviews.lists.docket import DOCKET
from reviews.lists.office import COMMITTEE, EXPERTS, FILES, RANKING, SHEETS
from reviews.lists.outcomes import OUTCOMES

OFFERED = (COMMITTEE, EXPERTS, FILES, SHEETS, RANKING, DOCKET, OUTCOMES)
