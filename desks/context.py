"""What every page's masthead needs."""


def masthead(request):
    """Season, person and roles, letters, demonstration bar."""
    return {"masthead": {}}
