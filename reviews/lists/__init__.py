"""名册 of 评审 offered for export: committee, progress, sheets, ranking, and the package for supervision."""

from reviews.lists.docket import DOCKET
from reviews.lists.office import COMMITTEE, EXPERTS, FILES, RANKING, SHEETS

OFFERED = (COMMITTEE, EXPERTS, FILES, SHEETS, RANKING, DOCKET)
