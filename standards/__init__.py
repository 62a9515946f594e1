"""国家标准: pure functions for identity numbers, credit codes and names; no database, no Django app.

Each ``checked_…`` answers with the normal form or raises a ValidationError naming the fault and the remedy;
its ``code`` tells the faults apart.
"""
