"""遮蔽: what is shown of a personal number to those whose role does not need all of it.

Phone 138****1234 and identity number 35*************123 follow the masking ordered for published notices;
of an account the last four digits are shown, of a name the first character.
"""

MASK = "*"


def masked_identity(number: str) -> str:
    """35*************123: the first two and the last three characters."""
    return _masked(number, first=2, last=3)


def masked_phone(number: str) -> str:
    """138****1234: the first three and the last four digits."""
    return _masked(number, first=3, last=4)


def masked_account(number: str) -> str:
    """************5678: the last four digits of a bank account."""
    return _masked(number, first=0, last=4)


def masked_name(name: str) -> str:
    """张*, 欧***: the first character; of a name with · the first character and the dots."""
    name = name.strip()
    return name[:1] + "".join(one if one == "·" else MASK for one in name[1:])


def masked_email(address: str) -> str:
    """z***@example.org: the first character and the domain."""
    person, at, domain = address.partition("@")
    return f"{person[:1]}{MASK * 3}{at}{domain}" if at else _masked(address, first=1, last=0)


def _masked(value: str, *, first: int, last: int) -> str:
    value = value.strip()
    hidden = len(value) - first - last
    if hidden < 4:  # too short to show both ends and still hide anything
        return MASK * len(value)
    return value[:first] + MASK * hidden + (value[-last:] if last else "")
