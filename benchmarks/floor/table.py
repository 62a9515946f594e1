"""One plain table: no layout, no forms, no links."""

from django.http import HttpResponse
from django.template import Context, Engine

PAGE = 50
TABLE = Engine().from_string(
    "<!DOCTYPE html><title>floor</title><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>\n{% endfor %}</table>"
)


def printed(rows):
    """The rows, cell by cell."""
    return HttpResponse(TABLE.render(Context({"rows": rows})))
