"""What is written on reports with a map, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a report in one language; braces are filled."""

    titles: Mapping[str, str]
    period: str
    counted: str
    none_placed: str
    rounded: str
    response_is: str
    legend: str
    beyond: str
    little: str
    p90: str
    few: str
    nobody: str
    no_district: str
    columns: tuple[str, ...]
    made: str
    demo: str


WORDS: Mapping[str, Words] = {
    "zh": Words(
        titles={
            "incidents": "急救事件热力图",
            "response": "各区急救反应时间",
            "cover": "各区各时段覆盖率",
        },
        period="{since} 至 {until}",
        counted="{count} 起已上图事件",
        none_placed="该时段没有已上图的急救事件",
        rounded="位置已归并到约 100 米网格",
        response_is="反应时间：从事件建立到首车到达现场；中位数与 P90 取最近秩",
        legend="中位数 ≤ {minutes} 分",
        beyond="超过 {minutes} 分",
        little="不足 {few} 起，不着色",
        p90="P90 {p90}",
        few="{reached} 起到达",
        nobody="无车到达",
        no_district="未划区",
        columns=("区", "事件", "有车到达", "中位数", "P90", "10 分钟内"),
        made="制表 {at}",
        demo="演示数据",
    ),
    "en": Words(
        titles={
            "incidents": "Heat map of incidents",
            "response": "Response times by district",
            "cover": "Cover by district and hour",
        },
        period="{since} to {until}",
        counted="{count} incidents on the map",
        none_placed="No emergency of this period is on the map",
        rounded="points merged into cells of about 100 m",
        response_is="Response: from the incident's opening to the first vehicle at the scene; "
        "median and P90 by the nearest rank",
        legend="median ≤ {minutes} min",
        beyond="above {minutes} min",
        little="fewer than {few}: not coloured",
        p90="P90 {p90}",
        few="{reached} reached",
        nobody="none reached",
        no_district="in no district",
        columns=("District", "Incidents", "Reached", "Median", "P90", "Within 10 min"),
        made="made {at}",
        demo="Demo data",
    ),
}
