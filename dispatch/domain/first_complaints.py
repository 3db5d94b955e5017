"""The table of chief complaints with which a centre begins; a sample 示例, for each site to edit.

Its priorities are proposals without medical authority, in the order of how often they are met.
"""

from collections.abc import Sequence

from dispatch.domain.complaint import Complaint, Department
from dispatch.domain.incident_form import Priority

_E, _C, _S = Department.EMERGENCY, Department.CARDIAC, Department.STROKE
_T, _O, _P = Department.TRAUMA, Department.OBSTETRICS, Department.PAEDIATRICS
_CRITICAL, _URGENT, _NOT_URGENT = Priority.CRITICAL, Priority.URGENT, Priority.NOT_URGENT

FIRST_COMPLAINTS: Sequence[Complaint] = (
    Complaint("traffic_injury", "车祸外伤", "Traffic accident", (_T,), _URGENT),
    Complaint("fall", "摔伤 跌倒", "Fall", (_T,), _URGENT),
    Complaint("chest_pain", "胸痛 胸闷", "Chest pain", (_C,), _CRITICAL),
    Complaint("unconscious", "昏迷 叫不醒", "Unconscious", (_E,), _CRITICAL),
    Complaint("breathing", "呼吸困难", "Trouble breathing", (_E,), _CRITICAL),
    Complaint("stroke", "肢体无力 口齿不清", "Stroke signs", (_S,), _CRITICAL),
    Complaint("abdominal_pain", "腹痛", "Abdominal pain", (_E,), _URGENT),
    Complaint("dizziness", "头晕 头痛", "Dizziness, headache", (_E,), _URGENT),
    Complaint("fever", "发热", "Fever", (Department.INFECTIOUS,), _NOT_URGENT),
    Complaint("cardiac_arrest", "心跳呼吸停止", "Cardiac arrest", (_E, _C), _CRITICAL),
    Complaint("drunk", "醉酒", "Drunk", (_E,), _NOT_URGENT),
    Complaint("convulsion", "抽搐", "Convulsions", (_E,), _CRITICAL),
    Complaint("bleeding", "出血 呕血 便血", "Bleeding", (_E,), _CRITICAL),
    Complaint("childbirth", "分娩 孕产", "Childbirth, pregnancy", (_O,), _CRITICAL),
    Complaint("child", "小儿急症", "Sick child", (_P,), _URGENT),
    Complaint(
        "poisoning", "中毒 药物过量", "Poisoning, overdose", (Department.POISONING,), _CRITICAL
    ),
    Complaint("assault", "打架 锐器伤", "Assault, stabbing", (_T,), _URGENT),
    Complaint("burn", "烧伤 烫伤", "Burn, scald", (Department.BURNS,), _URGENT),
    Complaint("choking", "异物卡喉", "Choking", (_E,), _CRITICAL),
    Complaint("drowning", "溺水", "Drowning", (_E,), _CRITICAL),
    Complaint("electric_shock", "触电", "Electric shock", (_E, _C), _CRITICAL),
    Complaint("allergy", "过敏", "Allergic reaction", (_E,), _URGENT),
    Complaint("mental", "精神异常", "Mental disturbance", (Department.PSYCHIATRIC,), _URGENT),
    Complaint("other", "其他", "Other", (_E,), _URGENT),
)
