"""保密与公正承诺: what an expert signs before any file is shown (国家自然科学基金条例 第二十、二十一条).

A new text is a new version at the end of ``TEXTS``: whoever has signed an older one is asked again. What was signed is
kept with the signature (SignedPledge), so that taking an old version out of this file changes nothing for anybody.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One version of the text."""

    version: str
    title: str
    opening: str
    clauses: tuple[str, ...]


TEXTS = (
    Text(
        version="2026-1",
        title="保密与公正承诺书",
        opening="本人受聘担任上海工匠遴选审核工作委员会委员，现就本年度评审工作承诺如下：",
        clauses=(
            "独立、客观、公正评审，只以申报材料和评分标准为依据，不受任何单位和个人影响。",
            "不委托他人代为评审，不与其他委员串通评分，不打听他人的评分情况。",
            "与候选人存在同单位任职、推荐审核、亲属、师徒、合作等可能影响公正的关系的，主动申明回避。",
            "对申报材料、评审意见、评分、委员名单及评审过程保密，不复制、不留存、不外传。",
            "不接受候选人及其所在单位、推荐单位的馈赠、宴请和请托，发现违规情况及时报告。",
            "违反上述承诺的，接受退出委员会、评分作废及有关规定的处理。",
        ),
    ),
)
CURRENT = TEXTS[-1]
