"""What a rule pack can say: one strict shape per kind of rule (architecture §1). Unknown keys are refused.

A pack is YAML that a lawyer can read alone; these models are its grammar and the source of its JSON Schema.
"""

from zhixing.kernel.rulebook.schema.pack import Option, Outside, Pack, Setting
from zhixing.kernel.rulebook.schema.parts import (
    HOURLY,
    Answer,
    Basis,
    Before,
    Case,
    CaseEvent,
    Checked,
    Colour,
    Effect,
    Every,
    ExtensionRule,
    Holder,
    PauseRule,
    Quota,
    QuotaStep,
    Rolling,
    Span,
    Strict,
    Two,
    Unit,
    Value,
    Warning_,
)
from zhixing.kernel.rulebook.schema.rules import (
    CheckRule,
    Choice,
    DeadlineRule,
    GateRule,
    RecurringRule,
    Rule,
    RuleBase,
    TallyRule,
    TimedRule,
)

__all__ = [
    "HOURLY", "Answer", "Basis", "Before", "Case", "CaseEvent", "CheckRule", "Checked", "Choice", "Colour",
    "DeadlineRule", "Effect", "Every", "ExtensionRule", "GateRule", "Holder", "Option", "Outside", "Pack",
    "PauseRule", "Quota", "QuotaStep", "RecurringRule", "Rolling", "Rule", "RuleBase", "Setting", "Span",
    "Strict", "TallyRule", "TimedRule", "Two", "Unit", "Value", "Warning_",
]  # fmt: skip
