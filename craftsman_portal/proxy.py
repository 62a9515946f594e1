"""Behind nginx: the visitor's address is the one nginx saw.

Without this the ledger and the sign-in throttle would note nginx for everybody. Only production settings
name this middleware; there the web server listens on a network that none but nginx reaches.
"""


def visitor_address(get_response):
    """Take ``X-Real-IP``, which nginx always sets, for the address of the request."""

    def middleware(request):
        if address := request.META.get("HTTP_X_REAL_IP"):
            request.META["REMOTE_ADDR"] = address
        return get_response(request)

    return middleware
