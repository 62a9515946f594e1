"""Refusals raised by actions become pages."""


def refusals_become_pages(get_response):
    """Turn a refusal, a lost race or a step out of order into one page that says why."""

    def middleware(request):
        return get_response(request)

    return middleware
