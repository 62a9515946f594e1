"""制证 beside bare WeasyPrint and bare pyHanko: the same HTML, fonts, style sheet and key, in the same process, turn by turn."""

import gc
import io
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from django.conf import settings
from weasyprint import HTML

from benchmarks import pages, pressing, season, verification
from benchmarks.database import own_database
from benchmarks.measure import load
from benchmarks.season.honours import owed_again
from common import clock
from honours import certificates
from honours.actions.pressing import context_of, press
from honours.models import Certificate
from honours.signing import authority
from printing.press import parts

WARM_UP = 3  # turns


@dataclass
class Told:
    """Seconds of each turn."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, act):
        """One turn."""
        wall, cpu = time.perf_counter(), time.process_time()
        done = act()
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)
        return done


def figures(turns, *, bare_every=1):
    """(ours, bare WeasyPrint, bare pyHanko): pressing with lock, seal, file and line in the ledger; and the two alone.

    Each turn presses another certificate; the two alone take every so-manieth turn with its page and its bytes.
    """
    pks = list(Certificate.objects.order_by("pk").values_list("pk", flat=True)[:turns])
    sign = _pyhanko()
    ours, laid_out, signed = Told(), Told(), Told()
    for turn in range(-WARM_UP, len(pks)):
        key = pks[turn]
        owed_again(key)
        page = certificates.certificate_html(context_of(Certificate.objects.get(pk=key)))
        told = (ours, laid_out, signed) if turn >= 0 else (Told(), Told(), Told())
        if turn % 10 == 0:
            gc.collect()
        assert told[0].take(lambda key=key: press(key)).pressed_at
        if turn % bare_every == 0 or turn < 0:
            content = told[1].take(_weasyprint(page))
            told[2].take(lambda content=content: sign(content))
    return ours, laid_out, signed


def per_core(told) -> float:
    """How many one core makes in a second."""
    return 1 / median(told.cpu)


def _weasyprint(page):
    stylesheet, fonts, fetcher = parts(certificates.TEMPLATE_DIR, certificates.STYLESHEET)

    def lay_out():
        return HTML(string=page, base_url=certificates.TEMPLATE_DIR.as_uri() + "/", url_fetcher=fetcher).write_pdf(
            stylesheets=[stylesheet], font_config=fonts, pdf_variant=certificates.PDF_VARIANT
        )

    return lay_out


def _pyhanko():
    """As its documentation shows it: a signer loaded once, one call for each file."""
    from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    own, *authorities = load_certs_from_pemder([settings.SIGNING_CERTIFICATE])
    store = SimpleCertificateStore()
    store.register_multiple(authorities)
    key = load_private_key_from_pemder(settings.SIGNING_KEY, passphrase=None)
    signer = signers.SimpleSigner(signing_cert=own, signing_key=key, cert_registry=store)
    metadata = signers.PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )

    def sign(content):
        return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), metadata, signer=signer)

    return sign


def report(*, quick):
    """One by one beside the two alone, by a worker of one process and of two, and the page that verifies them."""
    with own_database():
        town = season.found_town()
        season.grow(town, pages.SMALL)
        season.fill_honours(town, 100 if quick else 1000)
        found_key()
        printed(100)
        if not quick:
            printed(1000, bare_every=10)
        pressing.printed(100, 1 if quick else 3)
        verification.printed(4 if quick else 20)


def found_key():
    """A key to seal with, where none has been brought."""
    authority.settle(Path(settings.SIGNING_KEY).parent, now=clock.now())


def printed(turns, *, bare_every=1):
    """The press beside the two alone."""
    ours, laid_out, signed = figures(turns, bare_every=bare_every)
    bare = median(laid_out.cpu) + median(signed.cpu)
    print(f"\n制证并签章 {turns} 件，与裸 WeasyPrint、裸 pyHanko 交替进行；处理器毫秒（毫秒），每核每秒件数")
    for name, told in (("平台", ours), ("裸 WeasyPrint", laid_out), ("裸 pyHanko", signed)):
        print(f"{name:　<10}{median(told.cpu) * 1000:>8.1f}（{median(told.wall) * 1000:.1f}）{per_core(told):>8.1f}")
    print(
        f"平台全程 {sum(ours.wall):.1f} 秒，每秒 {turns / sum(ours.wall):.1f} 件；"
        f"速率为两者相加的 {bare / median(ours.cpu):.2f}（目标 0.90）；{load()}"
    )
