"""First-aid plans for tests."""

from typing import Any
from uuid import UUID

from dispatch.domain.first_aid_plan import PlanVersion
from dispatch.domain.upkeep_content import plan_of

PLAN, OTHER = UUID(int=81), UUID(int=82)
CHEST: dict[str, Any] = {
    "name": "胸痛",
    "english": "Chest pain",
    "complaints": ["chest_pain"],
    "sex": None,
    "age_from_years": None,
    "age_to_years": None,
    "questions": [{"zh": "痛了多久？", "en": "Since when?"}],
    "steps": [{"zh": "坐着别动", "en": "Sit still"}, {"zh": "打开门", "en": ""}],
    "equipment": ["心电图机", "氧气"],
    "skills": ["monitored_als"],
    "order_lines": ["提前通知胸痛中心"],
    "approved_by": "",
}


def version(number: int = 1, **changes: Any) -> PlanVersion:
    return PlanVersion(plan_of(UUID(int=80 + number), CHEST | changes), number)
