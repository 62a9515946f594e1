"""The invented city: 16 district unions by their real names, invented bureaus, units, societies and people of every role."""

from dataclasses import dataclass, field
from random import Random

from django.db.models import Q

from accounts.models import Membership, User
from accounts.states import Role
from organisations.city import DISTRICTS
from organisations.models import Organisation
from organisations.states import Kind
from rehearsal.names import FEMALE, MALE, SURNAMES, credit_code

BUREAUS = ("机电", "化工", "汽车", "船舶", "建设交通", "轻工纺织", "仪电", "航空航天")
TRADES_OF_UNITS = ("精密机械", "轨道装备", "船舶配套", "生物医药", "集成电路装备", "新材料", "城市照明", "食品")
SOCIETIES = (("上海市焊接技术学会", Kind.SOCIETY), ("上海市数控技术学会", Kind.SOCIETY), ("上海市钟表行业协会", Kind.ASSOCIATION), ("上海市工艺美术行业协会", Kind.ASSOCIATION))  # fmt: skip
STAFF = (
    (Role.SCREENER, 4),
    (Role.REVIEW_OFFICE, 3),  # who inquires, who finds, and who reviews an appeal
    (Role.PUBLICITY_OFFICER, 2),
    (Role.CHAIR_SECRETARY, 1),
    (Role.CHAIR_MEMBER, 7),
    (Role.FINANCE, 2),
    (Role.SUPERVISION, 1),
    (Role.ADMINISTRATOR, 1),
)


@dataclass
class World:
    """Who and what the season is played with."""

    municipal: Organisation
    districts: list = field(default_factory=list)  # filing unions: districts and bureaus
    works: list = field(default_factory=list)  # grassroots unions
    societies: list = field(default_factory=list)
    people: dict = field(default_factory=dict)  # (role, organisation id) -> [User]
    experts: list = field(default_factory=list)
    prefix: str = "demo"
    rng: Random = field(default_factory=lambda: Random("city"))  # the city's people are the same in every rehearsal

    def someone(self, role, organisation=None, turn=0):
        """A person of a role at an organisation; different turns give different people where there are several."""
        people = self.people[role, organisation.pk if organisation else self.municipal.pk]
        return people[turn % len(people)]


def build(*, experts, units_per_district=6, prefix="demo"):
    """Find or make the city; asked again it returns what is there. ``prefix`` begins every login name."""
    world = World(municipal=_organisation("上海市总工会", Kind.MUNICIPAL, number=1), prefix=prefix)
    for place, name in enumerate([f"{district}总工会" for district in DISTRICTS]):
        world.districts.append(_organisation(name, Kind.DISTRICT, parent=world.municipal, number=100 + place))
    for place, name in enumerate([f"上海市{bureau}产业工会" for bureau in BUREAUS]):
        world.districts.append(_organisation(name, Kind.INDUSTRY, parent=world.municipal, number=200 + place))
    for place, district in enumerate(world.districts):
        newcomer(world, Role.UNION_CLERK, district, f"dc{place}")
        newcomer(world, Role.UNION_ENDORSER, district, f"de{place}")
        _grassroots(world, district, place, units_per_district)
    for place, (name, kind) in enumerate(SOCIETIES):
        society = _organisation(name, kind, number=300 + place)
        world.societies.append(society)
        newcomer(world, Role.ASSOCIATION_CLERK, society, f"sc{place}")
        newcomer(world, Role.ASSOCIATION_ENDORSER, society, f"se{place}")
    for role, number in STAFF:
        for place in range(number):
            newcomer(world, role, world.municipal, f"{role.value}{place or ''}")
    for place in range(experts):
        world.experts.append(newcomer(world, Role.EXPERT, world.municipal, f"expert{place or ''}"))
    return world


def _grassroots(world, district, place, units):
    middle = None
    if district.kind == Kind.DISTRICT:
        short = district.name.removesuffix("总工会")
        middle = _organisation(f"{short}工业园区工会", Kind.LOWER, parent=district, number=400 + place)
        newcomer(world, Role.UNION_ENDORSER, middle, f"me{place}")
    for turn in range(units):
        number = 1000 + place * 50 + turn
        unit = _unit_name(place * units + turn)
        name = f"{unit}工会"
        parent = middle if middle is not None and turn % 2 else district
        works = _organisation(
            name,
            Kind.GRASSROOTS,
            parent=parent,
            number=number,
            employer_name=unit,
            employer_code=credit_code("91", "310104", number),
        )
        world.works.append(works)
        newcomer(world, Role.UNION_CLERK, works, f"gc{place}_{turn}")


def _unit_name(number):
    """512 invented firms, no two alike."""
    first, second = "申浦沪海江滨云松"[number % 8], "兴达宏远联合精诚"[number // 8 % 8]
    return f"上海{first}{second}{TRADES_OF_UNITS[(number + number // 64) % 8]}{'有限公司' if number % 3 else '股份有限公司'}"


def _organisation(name, kind, *, parent=None, number, **fields):
    code = credit_code("51" if kind in (Kind.SOCIETY, Kind.ASSOCIATION) else "81", "310104", number)
    found = Organisation.objects.filter(Q(credit_code=code) | Q(name=name)).first()
    if found:
        return found
    organisation = Organisation(name=name, kind=kind, parent=parent, credit_code=code, **fields)
    organisation.full_clean(exclude=["path"])
    organisation.save()
    return organisation


def newcomer(world, role, organisation, login):
    """A person of a role, found or made, by the last part of the login name."""
    full_name = world.rng.choice(SURNAMES) + "".join(world.rng.choice(MALE + FEMALE) for _ in range(2))
    username = f"{world.prefix}_{login}"
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(username, full_name=full_name)
        Membership.objects.create(user=user, organisation=organisation, role=role, since="2020-01-01")
    world.people.setdefault((role, organisation.pk), []).append(user)
    return user
