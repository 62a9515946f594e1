"""面试: groups, timetable, changes, the member's and the nominator's view."""
