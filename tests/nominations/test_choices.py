"""新八级工、所有制、业绩类别: the choices a dossier is written in are the documents' own (沪工总发〔2024〕7号 10、沪工总发〔2023〕18号 (八))."""

from nominations.states import AchievementKind, Channel, Ownership, SkillLevel


def test_the_grades_are_the_eight_of_the_new_ladder():
    grades = [level.label for level in SkillLevel if level != SkillLevel.NONE]
    assert grades == ["学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"]


def test_a_state_owned_unit_is_told_apart():
    assert Ownership.STATE.label == "国有"


def test_the_three_channels_are_the_documents_three():
    assert [channel.label for channel in Channel] == ["单位推荐", "社团推荐", "个人自荐"]


def test_contests_awards_patents_and_methods_are_kinds_of_achievement():
    words = "".join(kind.label for kind in AchievementKind)
    assert all(word in words for word in ("竞赛", "创新成果", "专利", "操作法"))
