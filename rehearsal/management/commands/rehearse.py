"""manage.py rehearse: a whole season, from call to the last payment, at the size of a real year, checked at the end."""

import hashlib
import os
import time
from datetime import date, timedelta
from datetime import time as clock
from decimal import Decimal
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from common.dates import at_time, day_words
from honours.models import Honour
from ledger.origin import acting_from
from nominations.models import Nomination
from nominations.states import State
from publicity.states import InquiryFinding
from rehearsal import checks, closing, sittings, stages
from rehearsal.crew import crew
from rehearsal.names import People
from rehearsal.proving import all_proved
from rehearsal.world import build
from seasons.models import Season
from seasons.queries import calendar
from seasons.states import RoundKind


class Command(BaseCommand):
    """Plays a season through the same acts the screens call, and exits non-zero where the books do not balance."""

    help = "演练一个完整年度：申报、资格审核、评审、公示、审定、命名、发放、退出与查实，并自行核对。"

    def add_arguments(self, parser):
        """Size, dice and season."""
        parser.add_argument("--nominations", type=int, default=903, help="申报件数（默认903，与2023年相同）")
        parser.add_argument("--self-nominated", type=int, help="其中个人自荐件数（默认按2020年284比903的比例）")
        parser.add_argument("--experts", type=int, default=50, help="委员会人数（默认50）")
        parser.add_argument("--seed", type=int, default=2026, help="随机种子；同一种子得到同一名单")
        parser.add_argument(
            "--hands", type=int, default=os.cpu_count() or 1, help="同时办理的进程数（默认为处理器核数）"
        )
        parser.add_argument("--season", default="R2026", help="年度代码，须为尚未使用的代码")

    def handle(self, *, nominations, self_nominated, experts, seed, season, hands, **options):
        """Play, print, check."""
        if nominations < 20 or experts < 8:
            raise CommandError("演练至少需要 20 件申报和 8 名专家，请调大 --nominations 或 --experts。")
        if Season.objects.filter(code=season).exists():
            raise CommandError(f"年度代码 {season} 已使用，请用 --season 指定另一个代码。")
        if self_nominated is None:
            self_nominated = nominations * 284 // 903
        if settings.DEMONSTRATION:
            call_command("development_authority", stdout=self.stdout)
        started = time.monotonic()
        with acting_from("command:rehearse"):
            play = self._play(nominations, self_nominated, experts, seed, season, hands)
        self._summary(play)
        self.stdout.write(f"用时 {time.monotonic() - started:.0f} 秒。")
        problems = checks.problems_of(play.season, nominations=nominations)
        if problems:
            raise CommandError("核对不符：\n" + "\n".join(problems))
        self.stdout.write(self.style.SUCCESS("核对无误：状态件数、证书、奖金、台账、回避与禁报均相符。"))

    def _play(self, nominations, self_nominated, experts, seed, code, hands):
        world = build(experts=experts, prefix="rehearsal")
        with all_proved(world.prefix):
            return self._season(world, nominations, self_nominated, seed, code, hands)

    def _season(self, world, nominations, self_nominated, seed, code, hands):
        mark = int(hashlib.sha256(code.encode()).hexdigest(), 16) % 10
        play = stages.Play(world, seed, People(Random(seed), mark=mark), progress=self._progress)
        opens = _at(date(2026, 3, 2), 9)
        stages.open_season(
            play,
            label=f"{code}演练年度",
            code=code,
            opens_at=opens,
            closes_at=_at(date(2026, 4, 30), 17),
            is_current=False,
            columns={"quota": min(100, max(5, nominations // 9))},
            rounds=[
                {"name": "材料评审", "cutoff_value": Decimal(200)},
                {"name": "评审发布会", "kind": RoundKind.CONFERENCE, "earlier_share": Decimal(40)},
            ],
            now=_at(date(2026, 2, 10)),
        )
        with crew(play, hands):
            stages.nominate(play, count=nominations, self_nominated=self_nominated, at=opens + timedelta(days=2))
            stages.screen(play, at=_at(date(2026, 5, 11)))
            stages.seat_committee(play, at=_at(date(2026, 5, 25)))
            opened = stages.open_review(play, at=_at(date(2026, 6, 1)), closes_at=_at(date(2026, 7, 10), 17))
            stages.score(play, opened, at=_at(date(2026, 6, 3)))
        stages.rank(play, opened, at=_at(date(2026, 7, 13)))
        with crew(play, hands):
            opened = stages.open_review(play, at=_at(date(2026, 7, 20)), closes_at=_at(date(2026, 7, 31), 17))
            stages.score(play, opened, at=_at(date(2026, 7, 21)))
        stages.rank(play, opened, at=_at(date(2026, 8, 3)))
        self._decide(play, hands)
        return play

    def _decide(self, play, hands):
        self.stdout.write("公示、审定、命名、发放……")
        notice = closing.publicise(play, opens_on=date(2026, 9, 7), at=_at(date(2026, 9, 7)))
        first = closing.objects(play, notice, at=_at(date(2026, 9, 8)), turn=2)
        second = closing.objects(play, notice, at=_at(date(2026, 9, 9)), turn=4)
        for objection, finding in ((first, InquiryFinding.REJECTED), (second, InquiryFinding.UPHELD)):
            inquiry = closing.inquire(play, objection, at=_at(date(2026, 9, 10)))
            closing.conclude(play, inquiry, finding=finding, at=_at(date(2026, 9, 11)))
        closing.close_notice(play, notice, at=_at(date(2026, 9, 14)))
        closing.drop_out(play, at=_at(date(2026, 9, 15)), states=[State.NOTICE_PASSED])
        sitting = sittings.convene(play, held_on=date(2026, 9, 21), at=_at(date(2026, 9, 21), 9))
        sittings.vote(play, sitting, at=_at(date(2026, 9, 21), 14), against=sittings.beyond_the_places(play, sitting))
        sittings.resolve(play, sitting, at=_at(date(2026, 9, 21), 16))
        honours = closing.name_all(play, at=_at(date(2026, 9, 28)))
        with crew(play, hands):
            closing.press_all(play, at=_at(date(2026, 9, 28), 15))
        closing.hand_over(play, honours, on=date(2026, 10, 12), at=_at(date(2026, 10, 12)))
        closing.give_accounts(play, honours, at=_at(date(2026, 10, 12)))
        closing.pay(play, honours, at=_at(date(2026, 10, 14)), failures=2)
        closing.find_fraud(play, closing.honoured(play).last(), at=_at(date(2026, 10, 26)))

    def _progress(self, things, words, total=None):
        return tqdm(things, desc=words, total=total, unit="件", file=self.stderr._out, mininterval=1.0)

    def _summary(self, play):
        states = checks.states_of(play.season)
        self.stdout.write(f"\n{play.season}：申报 {sum(states.values())} 件")
        for state in State:
            if states[state]:
                self.stdout.write(f"  {state.label}：{states[state]}")
        roster = list(
            Honour.objects.filter(season=play.season)
            .select_related("certificate")
            .order_by("certificate__serial")
            .values_list("certificate__serial", "name", "unit_name")
        )
        digest = hashlib.sha256("\n".join("|".join(line) for line in roster).encode()).hexdigest()
        named_on = Honour.objects.filter(season=play.season).values_list("named_on", flat=True).first()
        self.stdout.write(f"命名 {len(roster)} 名，命名日期 {day_words(named_on)}，名单校验值 {digest[:16]}")
        self.stdout.write(f"各途径命名：{self._channels(play)}")
        self.stdout.write(f"节假日安排：{'、'.join(str(year) for year in sorted(calendar().years_loaded))}年")

    def _channels(self, play):
        named = Nomination.objects.filter(season=play.season, honour_record__isnull=False)
        return "、".join(
            f"{label} {named.filter(channel=channel).count()} 名"
            for channel, label in Nomination._meta.get_field("channel").choices
        )


def _at(day, hour=10):
    return at_time(day, clock(hour))
