"""The kinds of event that approval systems tell us, with the facts that rules may ask of them: what a mapping maps to.

They follow the steps of the licensing law (行政许可法 ch. 4) and of service rules; `unit_id` and `person_id` are who did it.
A source may send other kinds too, by names of its own: they are kept and shown, and rules of its own packs may name them.
"""

from __future__ import annotations

from zhixing.base.words import Words, w
from zhixing.kernel.matters.events import OutsideKind, outside

WHO = ("unit_id", "person_id")


def _step(name: str, words: Words, *facts: str) -> OutsideKind:
    return outside(f"approvals.{name}", words, *WHO, *facts)


RECEIVED = _step("received", w("Application received", "收到申请"), "item_code", "materials_missing")
FOUND_OUTSIDE = _step("found_outside", w("Found outside the organ's powers", "发现不属于本机关职权"))
CORRECTION_ASKED = _step("correction_asked", w("Correction asked", "告知补正"), "missing", "in_writing")
SUPPLEMENTED = _step("supplemented", w("Materials supplemented", "补正材料"))
ACCEPTED = _step(
    "accepted", w("Accepted", "受理"), "handling", "needs_test", "promise_due_on", "materials_missing", "item_code",
    "receipt_sealed", "receipt_dated", "bars_for_this_licence",
)  # fmt: skip
DEEMED_ACCEPTED = _step(
    "deemed_accepted", w("Deemed accepted", "视为受理"), "handling", "needs_test", "promise_due_on"
)
ACCEPTANCE_REFUSED = _step(
    "acceptance_refused", w("Acceptance refused", "不予受理"), "reason", "receipt_sealed", "receipt_dated"
)
STEP_RECEIVED = _step("step_received", w("Step taken over", "环节接收"), "step")
STEP_TAKEN = _step("step_taken", w("Step done", "环节办结"), "step")
EXAMINED = _step("examined", w("Examined", "审查"), "conclusion", "checkers")
TESTERS_SENT = _step("testers_sent", w("Testers or inspectors sent", "指派核查检验人员"), "testers")
PASSED_UP = _step("passed_up", w("First review passed up", "报送上级机关"))
EXCLUDED_BEGUN = _step(
    "excluded_step_begun", w("A step outside the period begun", "不计时环节开始"), "ground", "told_in_writing"
)
EXCLUDED_ENDED = _step("excluded_step_ended", w("A step outside the period ended", "不计时环节结束"))
EXTENDED = _step("extended", w("Extended", "延长期限"), "approved_by", "reason")
JOINT_EXTENDED = _step("joint_extended", w("Joint handling extended", "联合办理延长期限"), "approved_by")
HEARING_TOLD = _step("hearing_right_told", w("Right to a hearing told", "告知听证权利"))
HEARING_ASKED = _step("hearing_asked", w("Hearing asked for", "申请听证"))
HEARING_ANNOUNCED = _step(
    "hearing_announced", w("Hearing announced", "公告听证"), "working_days_to_hearing", "chair_examined"
)
HEARING_HELD = _step("hearing_held", w("Hearing held", "举行听证"))
HEARING_WITHDRAWN = _step("hearing_request_withdrawn", w("Request for a hearing withdrawn", "撤回听证申请"))
PROOF_ASKED = _step(
    "proof_asked", w("Proof asked for", "要求提供证明"), "is_on_proof_list", "obtainable_by_sharing"
)
DECIDED = _step("decided", w("Decided", "作出决定"), "granted", "reason", "remedy_told", "checkers")
DELIVERED = _step("delivered", w("Delivered", "送达"))
FEE_CHARGED = _step("fee_charged", w("Fee charged", "收费"), "fee", "standard", "fee_free")
WITHDRAWN = _step("withdrawn", w("Application withdrawn", "撤回申请"))
TERMINATED = _step("terminated", w("Handling ended", "终止办理"), "reason")
RENEWAL_ASKED = _step(
    "renewal_asked", w("Renewal asked", "申请延续"), "expires_on", "days_to_expiry", "working_days_to_expiry"
)
RENEWAL_DECIDED = _step("renewal_decided", w("Renewal decided", "作出延续决定"), "granted")
RATED = _step("rated", w("Rated by the applicant", "申请人评价"), "satisfaction")
REGULATION_PROPOSED = _step("regulation_proposed", w("Regulation proposed", "提请立法"))
TEMPORARY_BEGUN = _step("temporary_licence_begun", w("Temporary licence begun", "临时许可开始实施"))
TEMPORARY_ENDED = _step("temporary_licence_ended", w("Temporary licence ended", "临时许可停止实施"))
FALSEHOOD_FOUND = _step("falsehood_found", w("Falsehood found", "认定隐瞒或提供虚假材料"), "is_safety_matter")
FALSEHOOD_REVOKED = _step("falsehood_finding_revoked", w("Finding of falsehood revoked", "撤销虚假认定"))
FRAUD_REVOKED = _step(
    "revoked_for_fraud", w("Licence revoked for fraud", "撤销骗取的许可"), "is_safety_matter"
)
REVOCATION_ANNULLED = _step("revocation_annulled", w("Revocation annulled", "撤销决定被撤销"))
