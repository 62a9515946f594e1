"""Every request knows where it comes from."""

from ledger.origin import SIGN_IN, acting_from


def origin(get_response):
    """Note the address and the device of a request for the entries it makes."""

    def middleware(request):
        with acting_from(
            "web",
            address=request.META.get("REMOTE_ADDR", ""),
            device=request.headers.get("User-Agent", "")[:200],
            sign_in=request.session.get(SIGN_IN, ""),
        ):
            return get_response(request)

    return middleware
