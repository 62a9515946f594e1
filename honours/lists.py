"""What this room offers for export: the certificates of a season as files, for the archive and the ceremony."""

import hashlib
import zipfile

from accounts.states import Role
from common import stores
from exports.sheets import Sheet
from honours.books import ACCOUNT, TAX_RETURN
from honours.queries import office

INDEX = "清单.txt"


def _read(query) -> dict[str, str]:
    season = office.season_of(query.get("season", ""))
    return {"season": season.code} if season else {}


def _season(asked):
    return office.season_of(asked.get("season", ""))


def _words(asked) -> str:
    season = _season(asked)
    return f"{season}现行证书" if season else "尚无年度"


def _count(user, asked) -> int:
    season = _season(asked)
    return office.certificates(season, course="pressed").count() if season else 0


def _write(path, cover, user, asked, *, step) -> None:
    """The very files that were sealed, by serial, and a list with their digests; stored, for a PDF is compressed already."""
    certificates = list(
        office.certificates(_season(asked), course="pressed").only("serial", "file", "sha256", "honour")
    )
    listed = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for done, certificate in enumerate(certificates, start=1):
            with stores.reached(lost="文件没有取到"), certificate.file.open("rb") as kept:
                content = kept.read()
            name = f"{certificate.serial}.pdf"
            package.writestr(name, content)
            listed.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            step(done, len(certificates))
        package.writestr(INDEX, "".join(listed))


CERTIFICATES = Sheet(
    key="honours.certificates",
    title="证书文件",
    lead="本年度现行证书的 PDF 原件，按编号命名，附校验值清单；已换发、已撤销的不在其中。",
    roles=(Role.REVIEW_OFFICE,),
    read=_read,
    words=_words,
    count=_count,
    write=_write,
    unit="件",
    suffix="zip",
)

OFFERED = (CERTIFICATES, ACCOUNT, TAX_RETURN)
