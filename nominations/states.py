"""States, channels and the choices a dossier is written in."""

from django.db import models


class State(models.TextChoices):
    """进程: where a nomination stands on its road (沪工总经〔2015〕260号 三(三)–(五))."""

    DRAFT = "draft", "草稿"
    RECOMMENDED = "recommended", "逐级审核"
    RETURNED = "returned", "已退回"
    ENDORSED = "endorsed", "待报送"
    SUBMITTED = "submitted", "已报送"
    CORRECTING = "correcting", "退回补正"
    ADMITTED = "admitted", "资格审核通过"
    DECLINED = "declined", "不予受理"
    UNDER_REVIEW = "under_review", "专家评审"
    SHORTLISTED = "shortlisted", "入围"
    NOT_SELECTED = "not_selected", "未入选"
    ON_NOTICE = "on_notice", "公示中"
    CONTESTED = "contested", "异议核查"
    NOTICE_PASSED = "notice_passed", "公示期满"
    APPROVED = "approved", "审定通过"
    HONOURED = "honoured", "已命名"
    WITHDRAWN = "withdrawn", "已撤回"
    DROPPED_OUT = "dropped_out", "已退出"
    DISQUALIFIED = "disqualified", "取消资格"
    REVOKED = "revoked", "已撤销"


EDITABLE = (State.DRAFT, State.RETURNED, State.CORRECTING)
WITH_NOMINATOR = (State.DRAFT, State.RETURNED, State.RECOMMENDED, State.ENDORSED)
FILED = (
    State.SUBMITTED,
    State.CORRECTING,
    State.ADMITTED,
    State.UNDER_REVIEW,
    State.SHORTLISTED,
    State.ON_NOTICE,
    State.CONTESTED,
    State.NOTICE_PASSED,
    State.APPROVED,
)
UNDER_WAY = WITH_NOMINATOR + FILED
ENDED = (State.DECLINED, State.NOT_SELECTED, State.WITHDRAWN, State.DROPPED_OUT, State.DISQUALIFIED, State.REVOKED)


class Channel(models.TextChoices):
    """推荐途径 (沪工总经〔2015〕260号 三(三))."""

    UNIT = "unit", "单位推荐"
    ASSOCIATION = "association", "社团推荐"
    SELF = "self", "个人自荐"


class DocumentKind(models.TextChoices):
    """证件类别 (GB 11643)."""

    RESIDENT = "resident", "居民身份证"
    HONG_KONG_MACAO_TAIWAN = "hmt", "港澳台居民居住证"
    FOREIGN_PERMANENT = "foreign", "外国人永久居留身份证"


class Sex(models.TextChoices):
    """性别."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class PoliticalStanding(models.TextChoices):
    """政治面貌."""

    MEMBER = "member", "中共党员"
    PROBATIONARY = "probationary", "中共预备党员"
    LEAGUE = "league", "共青团员"
    DEMOCRATIC = "democratic", "民主党派成员"
    MASSES = "masses", "群众"


class Education(models.TextChoices):
    """学历."""

    JUNIOR = "junior", "初中及以下"
    SENIOR = "senior", "高中、中专、技校"
    COLLEGE = "college", "大专、高职"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "硕士研究生"
    DOCTOR = "doctor", "博士研究生"


class Degree(models.TextChoices):
    """学位."""

    NONE = "none", "无"
    BACHELOR = "bachelor", "学士"
    MASTER = "master", "硕士"
    DOCTOR = "doctor", "博士"


class Ownership(models.TextChoices):
    """单位所有制 (沪工总发〔2023〕18号)."""

    STATE = "state", "国有"
    COLLECTIVE = "collective", "集体"
    PRIVATE = "private", "民营"
    FOREIGN = "foreign", "外商及港澳台投资"
    PUBLIC = "public", "机关事业单位"
    OTHER = "other", "其他"


class UnitSize(models.TextChoices):
    """单位规模."""

    LARGE = "large", "大型"
    MEDIUM = "medium", "中型"
    SMALL = "small", "小型"
    MICRO = "micro", "微型"


class WorkerKind(models.TextChoices):
    """职工类别."""

    PRODUCTION = "production", "产业工人"
    TECHNICAL = "technical", "专业技术人员"
    MIGRANT = "migrant", "农民工"
    NEW_FORM = "new_form", "新就业形态劳动者"
    OTHER = "other", "其他"


class SkillLevel(models.TextChoices):
    """职业技能等级：新八级工 (沪工总发〔2024〕7号)."""

    NONE = "none", "无"
    APPRENTICE = "apprentice", "学徒工"
    JUNIOR = "junior", "初级工"
    MIDDLE = "middle", "中级工"
    SENIOR = "senior", "高级工"
    TECHNICIAN = "technician", "技师"
    SENIOR_TECHNICIAN = "senior_technician", "高级技师"
    SPECIAL_TECHNICIAN = "special_technician", "特级技师"
    CHIEF_TECHNICIAN = "chief_technician", "首席技师"


class TitleLevel(models.TextChoices):
    """专业技术职称层级."""

    NONE = "none", "无"
    ASSISTANT = "assistant", "初级（助理工程师等）"
    INTERMEDIATE = "intermediate", "中级（工程师等）"
    ASSOCIATE = "associate", "副高级（高级工程师等）"
    SENIOR = "senior", "正高级（正高级工程师等）"


class TitleSeries(models.TextChoices):
    """职称系列, as the national reform of professional titles names them."""

    ENGINEERING = "engineering", "工程技术"
    CRAFT_ART = "craft_art", "工艺美术"
    EXPERIMENT = "experiment", "实验技术"
    NATURAL_SCIENCE = "natural_science", "自然科学研究"
    AGRICULTURE = "agriculture", "农业技术"
    HEALTH = "health", "卫生技术"
    VOCATIONAL_TEACHING = "vocational_teaching", "技工院校、职业院校教师"
    TEACHING = "teaching", "高等学校、中小学教师"
    AVIATION = "aviation", "民用航空飞行技术"
    SHIPPING = "shipping", "船舶专业技术"
    ECONOMICS = "economics", "经济"
    ACCOUNTING = "accounting", "会计、审计、统计"
    PUBLISHING = "publishing", "新闻、出版、翻译"
    CULTURE = "culture", "文物博物、图书资料、档案"
    ARTS = "arts", "艺术"
    SPORT = "sport", "体育教练"
    OTHER = "other", "其他系列"


class StudioKind(models.TextChoices):
    """工作室类别 (沪工总基〔2026〕60号 四、五)."""

    MODEL_WORKER = "model_worker", "劳模创新工作室"
    CRAFTSMAN = "craftsman", "工匠创新工作室"
    MASTER = "master", "技能大师工作室"
    CHIEF_TECHNICIAN = "chief_technician", "首席技师工作室"
    WOMEN = "women", "巾帼创新工作室"
    OTHER = "other", "其他工作室"


# 双师型: 技师及以上职业技能等级，且工程师及以上职称 (沪工总基〔2026〕60号 二)
DUAL_SKILLS = (
    SkillLevel.TECHNICIAN,
    SkillLevel.SENIOR_TECHNICIAN,
    SkillLevel.SPECIAL_TECHNICIAN,
    SkillLevel.CHIEF_TECHNICIAN,
)
DUAL_TITLES = (TitleLevel.INTERMEDIATE, TitleLevel.ASSOCIATE, TitleLevel.SENIOR)


class AchievementKind(models.TextChoices):
    """业绩类别 (沪工总基〔2026〕60号 一、三；沪工总发〔2024〕7号)."""

    CONTEST = "contest", "竞赛名次"
    AWARD = "award", "创新成果奖项"
    INVENTION = "invention", "发明专利"
    UTILITY = "utility", "实用新型专利"
    DESIGN = "design", "外观设计专利"
    METHOD = "method", "先进操作法"
    PAPER = "paper", "论文、标准"
    APPRENTICES = "apprentices", "带教徒弟"
    PROJECT = "project", "攻关项目"
    HONOUR = "honour", "已获荣誉"


class PaperPurpose(models.TextChoices):
    """What an uploaded file is for."""

    EVIDENCE = "evidence", "佐证材料"
    PHOTO = "photo", "本人照片"
    STAMP = "stamp", "盖章扫描件"
    FORM_SCAN = "form_scan", "推荐审批表盖章扫描件"
    NOTICE_SCAN = "notice_scan", "所在单位公示材料"
    CONSENT_PAPER = "consent_paper", "书面同意"


class WorkplaceResult(models.TextChoices):
    """所在单位公示的结果."""

    NONE = "none", "无异议"
    OBJECTED = "objected", "有异议，已处理"


class Scan(models.TextChoices):
    """查毒: whether a file may be opened by others than the one who brought it."""

    NOT_ASKED = "not_asked", "未启用查毒"
    WAITING = "waiting", "待查毒"
    CLEAN = "clean", "已查毒"
    INFECTED = "infected", "查出病毒"


class PaperSize(models.TextChoices):
    """打印纸张: A4 leaf by leaf, or A3 folded into a booklet."""

    A4 = "a4", "A4"
    A3 = "a3", "A3 双面"


class ConsentKind(models.TextChoices):
    """个人信息单独同意 (个人信息保护法 第二十三、二十五、二十九条)."""

    REVIEW = "review", "身份核验与评审"
    PUBLICATION = "publication", "公示与公布"
    TALENT_POOL = "talent_pool", "推送人才库"
    BANK = "bank", "银行账户"
    EMPLOYER = "employer", "向工作单位核实"


class Answer(models.TextChoices):
    """对自荐邀请或请求的答复."""

    ACCEPTED = "accepted", "已接受"
    DECLINED = "declined", "未接受"


class ConsentOrigin(models.TextChoices):
    """同意的来源: by the person, signed in; or noted by a clerk from a signed paper."""

    ONLINE = "online", "本人在线"
    PAPER = "paper", "经办人据书面同意登记"


class Condition(models.TextChoices):
    """资格条件 (沪工总经〔2015〕260号 三(二)); the last one only where 破格 is asked for (沪工总基〔2026〕60号 下一步一)."""

    MEMBERSHIP = "membership", "工会会员"
    NATIONALITY = "nationality", "具有中国国籍"
    CONDUCT = "conduct", "遵纪守法，具有良好的道德品行和职业操守"
    FRONT_LINE = "front_line", "在一线岗位直接从事生产、技术、研发等工作"
    INDICATORS = "indicators", "工艺专长、高超技能、领军作用、突出贡献四个方面均有陈述和佐证"
    IDENTITY = "identity", "身份信息与证件一致"
    ENDORSEMENT = "endorsement", "推荐意见完整，推荐途径符合规定"
    EXCEPTION = "exception", "破格参评申请"


class Occasion(models.TextChoices):
    """形成于: the act that made a revision of a dossier."""

    FILED = "filed", "报送"
    REFILED = "refiled", "补正后报送"


class Finding(models.TextChoices):
    """资格条件审核结论."""

    PASSED = "passed", "符合"
    FAILED = "failed", "不符合"
    EXCEPTED = "excepted", "例外"


class ExceptionDecision(models.TextChoices):
    """破格申请的决定 (沪工总基〔2026〕60号 下一步一)."""

    GRANTED = "granted", "准予破格"
    REFUSED = "refused", "不予破格"
    NOT_NEEDED = "not_needed", "无须破格"


# what a 破格 request may ask to be relaxed by name; anything else is asked for in words
RELAXABLE = (Condition.FRONT_LINE, Condition.INDICATORS)


class Verification(models.TextChoices):
    """双师资质核验: derived from skill level and title, verified by a screener, never ticked by hand."""

    NONE = "none", "非双师型"
    PENDING = "pending", "双师型，待核验"
    VERIFIED = "verified", "双师型，已核验"


class Conclusion(models.TextChoices):
    """审核结论: what a screening can come to (沪工总经〔2015〕260号 三(四))."""

    ADMIT = "admit", "通过资格审核"
    RETURN = "return", "退回补正"
    DECLINE = "decline", "不予受理"


class Standing(models.TextChoices):
    """结论的效力: a proposal waits for the second person; what is undone stays readable."""

    PROPOSED = "proposed", "待复核"
    IN_FORCE = "in_force", "已生效"
    REJECTED = "rejected", "复核未同意"
    UNDONE = "undone", "已撤销"


class BulkKind(models.TextChoices):
    """批量办理的事项."""

    CLAIM = "claim", "领办"
    RELEASE = "release", "放回待领办"
    ADMIT = "admit", "通过资格审核"
    RETURN = "return", "退回补正"


class BulkOutcome(models.TextChoices):
    """一件的办理结果."""

    WAITING = "waiting", "待办"
    DONE = "done", "已办"
    REFUSED = "refused", "未办"
    UNDONE = "undone", "已撤销"
    KEPT = "kept", "未能撤销"
