"""告知: one letter to each who nominated or stands as the candidate, with all of his that an act has moved."""

from collections import defaultdict

from django.urls import reverse

from accounts.models import User
from letters.actions import letter_for, owe_all, rendered


def tell_nominators(kind, nominations, *, at, **words):
    """Owe ``templates/letters/<kind>.txt`` with ``nominations``; about the dossier itself where there is one only."""
    theirs = defaultdict(list)
    for nomination in nominations:
        for key in {nomination.drafted_by_id, nomination.candidate_id} - {None}:
            theirs[key].append(nomination)
    letters = []
    for person in User.objects.filter(pk__in=theirs):
        own = theirs[person.pk]
        subject, body = rendered(kind, nominations=own, nomination=own[0], **words)
        about = own[0].get_absolute_url() if len(own) == 1 else reverse("nominations:list")
        letters.append(letter_for(kind, to=person, subject=subject, body=body, about=about, at=at))
    return owe_all(letters)
