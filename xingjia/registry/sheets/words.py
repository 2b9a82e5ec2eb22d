"""Words of this field that stand for a choice. The first pattern found in a cell decides."""

OWNERSHIP = {
    r"港|澳|台资|台商|台$": "hk_macao_tw",
    r"外商|外资|中外|外国|合资|独资外": "foreign_invested",
    r"国有|国营|国企|全民|央企": "state_owned",
    r"集体": "collective",
    r"私营|民营|私人|私企|民企|个体|个人": "private",
}

SECTIONS = {
    "A": "农、林、牧、渔业",
    "B": "采矿业",
    "C": "制造业",
    "D": "电力、热力、燃气及水生产和供应业",
    "E": "建筑业",
    "F": "批发和零售业",
    "G": "交通运输、仓储和邮政业",
    "H": "住宿和餐饮业",
    "I": "信息传输、软件和信息技术服务业",
    "J": "金融业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业",
    "O": "居民服务、修理和其他服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理、社会保障和社会组织",
    "T": "国际组织",
}

INDUSTRY = {rf"^{letter}(?:$|[^A-Za-z])": letter for letter in SECTIONS} | {
    r"^农|林业|牧|渔|养殖": "A",
    r"采矿|采掘|煤炭开采": "B",
    r"^制造|制造业$|^工业$": "C",
    r"电力|热力|燃气": "D",
    r"建筑业|^建筑": "E",
    r"批发|零售|商贸": "F",
    r"交通|运输|仓储|邮政|物流": "G",
    r"住宿|餐饮": "H",
    r"信息传输|软件|信息技术": "I",
    r"金融|银行|保险": "J",
    r"房地产": "K",
    r"租赁|商务服务": "L",
    r"科学研究|技术服务|科研": "M",
    r"水利|环境|公共设施": "N",
    r"居民服务|修理|其他服务": "O",
    r"教育": "P",
    r"卫生|社会工作|医疗": "Q",
    r"文化|体育|娱乐": "R",
    r"公共管理|社会保障|社会组织": "S",
    r"国际组织": "T",
}

CONTRACT_KIND = {
    r"劳动安全|安全卫生": "safety",
    r"女": "women",
    r"工资": "wage",
    r"集体|综合": "collective",
}

COVERAGE = {
    r"单独|单个|本企业|^企业$": "own",
    r"区域": "regional",
    r"行业": "industry",
}

THREE = ("contracts_collective", "contracts_wage", "contracts_women")
THREE_WORDS = {
    r"女": "contracts_women",
    r"工资": "contracts_wage",
    r"集体|综合": "contracts_collective",
}
ALL_THREE = r"三[项个份].{0,3}(?:齐|全)|齐全|^全部?$|均已?(?:签|有)|都(?:签|有)"

HONOUR_LEVEL = {
    r"全国|国家": "national",
    r"自治区": "provincial",
    r"[县区旗](?:级|总|模范|先进|合格|优秀|工会|五一|$)": "county",
    r"(?:北京|上海|天津|重庆)市": "provincial",
    r"市": "city",
    r"省": "provincial",
    r"[县区]": "county",
}

GENDER = {r"^(?:男|1|男性)$": "男", r"^(?:女|2|女性)$": "女"}

# Ways of writing one's political status, and the full name of it.
POLITICAL = {
    r"预备党员": "中共预备党员",
    r"民革|民盟|民建|民进|农工|致公|九三|台盟": "民主党派",
    r"党员": "中共党员",
    r"团员": "共青团员",
    r"群众": "群众",
    r"无党派": "无党派人士",
}
