"""Words of choices in tables of kept things: a spreadsheet is read by people, not by programs."""

from collections.abc import Mapping

VEHICLE_KINDS: Mapping[str, str] = {
    "monitoring": "抢救监护型",
    "basic": "普通型",
    "negative_pressure": "负压型",
}
EQUIPMENT: Mapping[str, str] = {
    "monitored_als": "抢救监护",
    "neonatal_incubator": "新生儿暖箱",
    "ventilator": "呼吸机",
    "obstetric_kit": "产包",
    "child_kit": "小儿急救箱",
    "stair_stretcher": "楼梯担架",
    "scoop_stretcher": "铲式担架",
    "heavy_stretcher": "加宽担架",
}
DEPARTMENTS: Mapping[str, str] = {
    "emergency": "急诊",
    "cardiac": "胸痛",
    "stroke": "卒中",
    "trauma": "创伤",
    "obstetrics": "产科",
    "paediatrics": "儿科",
    "poisoning": "中毒",
    "infectious": "传染",
    "burns": "烧伤",
    "psychiatric": "精神",
}
CAPABILITIES: Mapping[str, str] = {
    "chest_pain_centre": "胸痛中心",
    "stroke_centre": "卒中中心",
    "trauma_centre": "创伤中心",
    "maternal_centre": "危重孕产妇中心",
    "child_centre": "危重儿童和新生儿中心",
}
UNIT_KINDS: Mapping[str, str] = {
    "power": "供电",
    "gas": "供气",
    "water": "供水",
    "police": "公安",
    "traffic_police": "交警",
    "fire": "消防",
    "blood": "血站",
    "disease_control": "疾控",
    "other": "其他",
}
CATEGORIES: Mapping[str, str] = {
    "aed": "AED",
    "attraction": "景点",
    "school": "学校",
    "market": "商场市场",
    "office": "机关单位",
    "park": "公园广场",
    "transport": "车站码头",
    "village": "村庄",
    "works": "工厂",
    "other": "其他",
}
SEXES: Mapping[str, str] = {"male": "男", "female": "女"}
