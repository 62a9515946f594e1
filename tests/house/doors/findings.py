"""Who may open which door of findings/: the office finds, supervision reads."""

from tests.house.doors.honours import office_acts, office_reads

DOORS = {
    "findings:register": office_reads(),
    "findings:finding": office_reads(of="found out"),
    "findings:find": office_reads(of="honour"),
    "findings:find_confirm": office_acts(of="honour"),
}
