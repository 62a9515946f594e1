"""One case as the office reads it: what stands in it, and what this person may do with it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy

from common import clock
from common.dates import today
from ledger.queries import trace_of
from publicity import queries, rules
from publicity.forms import (
    ConclusionForm,
    ExtensionForm,
    InquiryForm,
    NoteForm,
    QuestionForm,
    ReassignmentForm,
    RefusalForm,
    SecondLookAnswerForm,
)

TRAIL = ("异议", reverse_lazy("publicity:objections"))


def found_case(request, pk):
    """The case, if this person sees it."""
    return get_object_or_404(queries.objections_visible_to(request.user), pk=pk)


def case_page(request, found, *, status=200, **forms):
    """The page of the case; ``forms`` are those that came back with something to mend."""
    user, now = request.user, clock.now()
    look = getattr(found, "second_look", None)
    refusals = {
        "answering": rules.refuse_answering(user, found),
        "concluding": rules.refuse_conclusion(user, found, complete=False),
        "revealing": rules.refuse_reveal(user, found, complete=False),
        "noting": rules.refuse_note(user, found, complete=False),
        "questioning": rules.refuse_asking_statement(user, found, complete=False),
        "stepping_back": rules.refuse_stepping_back(user, found, complete=False),
        "extending": rules.refuse_extension(user, found, now=now, complete=False),
        "reassigning": rules.refuse_reassigning(user, found, complete=False),
        "looking": rules.refuse_answering_second_look(user, look, complete=False) if look else True,
    }
    chooses = [one for one in ("answering", "reassigning", "looking") if refusals[one] is None]
    people = rules.assignees_for(found, user) if chooses else []
    others = [one for one in people if one.pk != found.assignee_id]
    papers = list(queries.papers_visible_to(user).filter(objection=found))
    for paper in papers:
        paper.refusal = rules.refuse_unsealing(user, paper, complete=False) or rules.refuse_opening(paper)
    context = {
        "title": f"对{found.notice_name.name}的{'匿名线索' if found.is_lead else '异议'}",
        "trail": [TRAIL, (found.notice_name.name, "")],
        "objection": found,
        "is_late": found.due is not None and found.due < today(now),
        "papers": papers,
        "supplements": queries.supplements_of(found),
        "notes": found.notes.select_related("by"),
        "statements": found.statements.select_related("answered_by"),
        "look": look,
        "latest": None if refusals["extending"] else _day(rules.latest_extension(found, now)),
        "refusal_form": RefusalForm(),
        "inquiry_form": InquiryForm(people=people),
        "reassignment_form": ReassignmentForm(people=others),
        "extension_form": ExtensionForm(),
        "note_form": NoteForm(),
        "question_form": QuestionForm(),
        "conclusion_form": ConclusionForm(),
        "look_form": SecondLookAnswerForm(people=others),
        "people": people,
        "trace": trace_of(found),
        **refusals,
        **forms,
    }
    return render(request, "publicity/objection.html", context, status=status)


def _day(found):
    return found if hasattr(found, "isoformat") else None
