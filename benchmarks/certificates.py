"""制证 beside bare WeasyPrint: the same HTML, the same fonts and style sheet, in the same process, turn by turn."""

from weasyprint import HTML

from benchmarks.measure import beside
from honours import certificates
from honours.actions.pressing import context_of, press
from honours.models import Certificate
from printing.press import parts


def rates(turns):
    """(page, floor): pressing with its lock, its file and its line in the ledger; and the rendering alone."""
    import pgtrigger

    with pgtrigger.ignore():
        pks = list(Certificate.objects.order_by("pk").values_list("pk", flat=True)[: 2 * turns + 10])
        for certificate in Certificate.objects.filter(pk__in=pks).select_related("honour__season"):
            _owe(certificate)
    pressing, context = iter(pks), context_of(Certificate.objects.get(pk=pks[-1]))
    page, stylesheet_parts = (
        certificates.certificate_html(context),
        parts(certificates.TEMPLATE_DIR, certificates.STYLESHEET),
    )
    stylesheet, fonts, fetcher = stylesheet_parts

    def bare():
        HTML(string=page, base_url=certificates.TEMPLATE_DIR.as_uri() + "/", url_fetcher=fetcher).write_pdf(
            stylesheets=[stylesheet], font_config=fonts, pdf_variant=certificates.PDF_VARIANT
        )

    def ours():
        assert press(next(pressing)).pressed_at

    return beside(ours, bare, seconds=0, at_least=turns)


def _owe(certificate):
    honour = certificate.honour
    certificate.pressed_at, certificate.file, certificate.sha256 = None, "", ""
    certificate.context = {
        "name": honour.name,
        "honour_title": honour.title,
        "season_label": honour.season.label,
        "serial": certificate.serial,
        "resolved_on": "2025-09-22",
        "resolution_number": "沪工总经〔2025〕1号",
        "issuing_body": "上海市总工会",
        "verify_url": f"https://bench.example/honours/verify/{certificate.code}/",
        "verify_code": certificate.code,
    }
    certificate.save()
