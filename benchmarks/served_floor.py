"""The bare floor as gunicorn serves it beside the portal."""

import django

django.setup()

from benchmarks.floor import handler  # noqa: E402 - Django's parts are there only after setup

application = handler(signed_in=True)
