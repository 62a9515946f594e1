"""Every request knows where it comes from."""

from ledger.origin import acting_from


def origin(get_response):
    """Note the address and the device of a request for the entries it makes."""

    def middleware(request):
        with acting_from(
            "web",
            address=request.META.get("REMOTE_ADDR", ""),
            device=request.headers.get("User-Agent", "")[:200],
        ):
            return get_response(request)

    return middleware
