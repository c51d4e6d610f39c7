"""What stands in ops/ fits the app: metrics exist, alerts have their sections, nothing runs as root."""

import configparser
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY

from bot import metrics
from bot.settings import SETTINGS
from docs.generate import ROOT

OPS = ROOT / "ops"
BEYOND_US = {"up"}
"""What Prometheus itself counts."""

AT_WORK = {"process_resident_memory_bytes", "process_cpu_seconds_total"}
"""What the client library counts, on Linux."""


def dashboard() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((OPS / "grafana-dashboard.json").read_text("utf-8"))
    return read


def alerts() -> list[dict[str, Any]]:
    read = yaml.safe_load((OPS / "alerts.yaml").read_text("utf-8"))
    return [rule for group in read["groups"] for rule in group["rules"]]


def panels() -> Iterator[dict[str, Any]]:
    yield from (panel for panel in dashboard()["panels"] if panel["type"] != "row")


def expressions() -> list[str]:
    """Every query of the dashboard and of the alerts."""
    shown = [target["expr"] for panel in panels() for target in panel["targets"]]
    return shown + [rule["expr"] for rule in alerts()]


def counted() -> set[str]:
    """Every name under which Prometheus finds something of ours."""
    assert metrics
    known = {f"{each.name}{suffix}" for each in REGISTRY.collect() for suffix in suffixes(each.type)}
    return known | AT_WORK | BEYOND_US


def suffixes(kind: str) -> tuple[str, ...]:
    return {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}.get(kind, ("",))


def named_in(expression: str) -> set[str]:
    """The metrics that a query names."""
    return set(re.findall(r"\b((?:advisor|process|up)\w*)\s*(?=[{\[)]|$)", expression))


@pytest.mark.parametrize("expression", expressions())
def test_every_metric_that_is_asked_for_exists(expression: str) -> None:
    names = named_in(expression)

    assert names
    assert names <= counted()


def test_every_metric_of_ours_is_looked_at_somewhere() -> None:
    looked_at = {name for expression in expressions() for name in named_in(expression)}
    unseen = [
        each.name
        for each in REGISTRY.collect()
        if each.name.startswith("advisor_")
        and not looked_at & {f"{each.name}{suffix}" for suffix in suffixes(each.type)}
    ]

    assert unseen == []


def test_every_panel_has_a_place_of_its_own() -> None:
    taken = [
        (panel["gridPos"]["x"] + dx, panel["gridPos"]["y"] + dy)
        for panel in dashboard()["panels"]
        for dx in range(panel["gridPos"]["w"])
        for dy in range(panel["gridPos"]["h"])
    ]

    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24
    assert len({panel["id"] for panel in dashboard()["panels"]}) == len(dashboard()["panels"])


def test_the_dashboard_asks_which_prometheus_it_reads() -> None:
    named = {panel["datasource"]["uid"] for panel in panels()}

    assert named == {f"${{{dashboard()['__inputs'][0]['name']}}}"}


def test_each_alert_has_its_section_in_the_runbook_and_no_other_stands_there() -> None:
    runbook = (ROOT / "docs/operations.md").read_text("utf-8").partition("## Runbook")[2]
    sections = re.findall(r"^### (\w+)\n\n\*(\w+)\.\*", runbook, re.MULTILINE)

    assert sections == [(rule["alert"], rule["labels"]["severity"]) for rule in alerts_as_told(sections)]


def alerts_as_told(sections: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The alerts in the order of those sections; those without one at the end."""
    order = {name: number for number, (name, _) in enumerate(sections)}
    return sorted(alerts(), key=lambda rule: order.get(rule["alert"], len(order)))


def test_each_alert_says_what_is_wrong_and_where_to_read_on() -> None:
    for rule in alerts():
        assert rule["annotations"]["summary"].endswith(".")
        assert rule["annotations"]["runbook"] == f"docs/operations.md#{rule['alert'].lower()}"


def test_the_service_is_fenced_in_and_gets_time_to_finish() -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # Keep the case of the names.
    read.read(OPS / "outsource-advisor.service")
    service = read["Service"]

    assert service["DynamicUser"] == service["NoNewPrivileges"] == service["ProtectHome"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert int(service["TimeoutStopSec"]) > 10
    assert service["ExecStart"].endswith("outsource-advisor run")


def test_the_image_does_not_run_as_root_and_holds_no_more_than_the_app() -> None:
    lines = (OPS / "Containerfile").read_text("utf-8").splitlines()
    told = [line.split(maxsplit=1) for line in lines if line[:1].isalpha()]
    copied = [rest for word, rest in told if word == "COPY"]

    assert ["USER", "10001"] in told
    assert "HEALTHCHECK" in {word for word, _ in told}
    assert all((ROOT / rest.split()[0]).exists() for rest in copied)
    assert "--require-hashes" in "\n".join(lines)


@pytest.mark.parametrize("name", ["Containerfile", "compose.yaml", "outsource-advisor.service"])
def test_every_setting_that_is_set_there_is_one(name: str) -> None:
    told = (OPS / name).read_text("utf-8")
    named = set(re.findall(r"\b(ADVISOR_[A-Z_]+|SLACK_[A-Z_]+|DATABASE_URL|PORT)\b(?==|:)", told))

    assert named
    assert named <= {setting.name for setting in SETTINGS}


def test_the_compose_file_waits_for_the_database_and_its_tables() -> None:
    services = yaml.safe_load((OPS / "compose.yaml").read_text("utf-8"))["services"]

    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["app"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["app"]["read_only"] is True
