"""Pre-plans 急救预案: what a crew makes ready for a complaint. All of them are samples 示例.

They name equipment and safety at the scene, not treatment: no advice of ours is medical. A site
replaces them by its own, approved ones.
"""

from collections.abc import Mapping, Sequence

SAMPLE = "示例预案，未经审批，仅供演示"
_ALWAYS = "出车前核对地址、等车地点和联系电话"
_LINES: Mapping[str, Sequence[str]] = {
    "traffic_injury": ("备颈托、夹板、止血带", "注意现场来车，停在事故点后方并放警示"),
    "fall": ("备颈托、脊柱板、夹板",),
    "chest_pain": ("备心电图机、除颤监护仪、氧气", "提前通知胸痛中心"),
    "unconscious": ("备吸引器、气管插管箱、血糖仪",),
    "breathing": ("备氧气、呼吸球囊、吸引器",),
    "stroke": ("备血糖仪、氧气", "问清发病时间，提前通知卒中中心"),
    "fever": ("个人防护二级，问清接触史", "优先负压型车辆"),
    "cardiac_arrest": ("备除颤监护仪、心肺复苏机、插管箱", "途中与呼救人保持联系"),
    "bleeding": ("备止血带、敷料、输液",),
    "childbirth": ("备产包、保暖毯、新生儿复苏囊",),
    "child": ("备小儿急救箱",),
    "poisoning": ("备洗胃与防护用具", "先判断现场是否安全，带回可疑物包装"),
    "assault": ("确认民警到场后再进入", "备止血带、敷料"),
    "burn": ("备无菌敷料、输液", "先确认火源、电源已断"),
    "drowning": ("备吸引器、保暖毯、除颤监护仪",),
    "electric_shock": ("先确认电源已断", "备除颤监护仪"),
    "mental": ("请民警协助，注意自身安全",),
}


def pre_plan_of(complaint: str | None) -> Sequence[str]:
    """Give the sample lines for the code of a complaint, the mark that they are samples first."""
    return (SAMPLE, _ALWAYS, *_LINES.get(complaint or "", ()))
