"""Says which of our kinds a page's own sub-kind can mean."""

from typing import Final

FRONT: Final = frozenset({"customer_support", "sales", "marketing"})
BACK: Final = frozenset(
    {
        "billing",
        "payroll",
        "administration",
        "data_entry",
        "finance_and_accounting",
        "human_resources",
        "procurement",
        "it_support",
        "claims_and_documents",
    }
)
KNOWLEDGE: Final = frozenset(
    {
        "legal",
        "financial_analysis",
        "market_research",
        "data_analysis",
        "corporate_research",
        "engineering_and_design",
        "life_sciences",
        "consulting",
        "content_and_learning",
    }
)
KINDS: Final = (*sorted(FRONT), *sorted(BACK), *sorted(KNOWLEDGE))
"""The kinds in the order of the artifact's columns."""

_SUBKINDS: Final[dict[tuple[str, str], frozenset[str]]] = {
    # (lean, sub-kind in the file) -> the kinds that count as right. What isn't named here isn't judged:
    # an industry (banking, healthcare, e-commerce) or a channel (non-voice) is no kind of work.
    ("BPO", "front-office"): FRONT,
    ("BPO", "front-office: banking"): FRONT,
    ("BPO", "voice"): FRONT | {"it_support"},
    ("BPO", "back-office"): BACK,
    ("BPO", "non-voice"): BACK,
    ("BPO", "back-office: human resources"): frozenset({"human_resources", "payroll"}),
    ("BPO", "back-office: accounting"): frozenset({"finance_and_accounting", "billing"}),
    ("BPO", "back-office: finance"): frozenset(
        {"finance_and_accounting", "billing", "procurement", "data_entry"}
    ),
    ("BPO", "insurance"): frozenset({"claims_and_documents", "billing", "customer_support"}),
    ("KPO", "LPO"): frozenset({"legal"}),
    ("KPO", "legal"): frozenset({"legal"}),
    ("KPO", "financial"): frozenset({"financial_analysis"}),
    ("KPO", "actuarial"): frozenset({"financial_analysis"}),
    ("KPO", "market research"): frozenset({"market_research"}),
    ("KPO", "research and analytics"): frozenset({"market_research", "data_analysis", "financial_analysis"}),
    ("KPO", "analysis"): frozenset({"data_analysis", "corporate_research", "consulting"}),
    ("KPO", "research"): frozenset({"corporate_research", "life_sciences", "market_research", "legal"}),
    ("KPO", "medical"): frozenset({"life_sciences"}),
    ("KPO", "healthcare"): frozenset({"life_sciences"}),
    ("KPO", "engineering"): frozenset({"engineering_and_design"}),
    ("KPO", "software"): frozenset({"engineering_and_design"}),
    ("KPO", "IT"): frozenset({"engineering_and_design"}),
    ("KPO", "technical analysis"): frozenset({"engineering_and_design", "consulting"}),
    ("KPO", "writing"): frozenset({"content_and_learning"}),
    ("KPO", "human resources"): frozenset({"data_analysis", "consulting", "legal"}),
}


def kinds_meant(lean: str, subkind: str) -> frozenset[str] | None:
    """The kinds that this sub-kind of this lean can mean; None when it names no kind of work."""
    return _SUBKINDS.get((lean, subkind))
