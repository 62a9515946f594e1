"""Filters of the list, read from the address; what makes no sense there is passed over."""

from nominations.states import Channel, State


def filters_of(query):
    """The known filters of an address."""
    state, channel = query.get("state", ""), query.get("channel", "")
    return {
        "state": state if state in State.values else "",
        "channel": channel if channel in Channel.values else "",
        "body": query.get("body", "").replace("\0", "").strip()[:60],
        "words": query.get("words", "").replace("\0", "").strip()[:60],
        "order": query.get("order", "") or "-number",
    }
