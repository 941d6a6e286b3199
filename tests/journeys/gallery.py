"""Every page of the product, by name: who opens it and where. The gallery test looks at each; `make gallery` takes pictures.

A new page gets a line here. `{item}`, `{owed}`, `{unit}` and the like are filled from the city of the test.
"""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A page to look at: its name in the gallery, whose eyes, its address."""

    name: str
    who: str
    path: str


PAGES = [
    Page("portal-home", "", "/"),
    Page("portal-calculator", "", "/calculator"),
    Page("portal-calculator-counted", "", "/calculator?rule=supervision.check&start=2026-09-28"),
    Page("portal-heads", "", "/heads"),
    Page("portal-accessibility", "", "/accessibility"),
    Page("sign-in", "", "/account/login/"),
    Page("my-work", "housing_clerk", "/workdesk/"),
    Page("my-work-of-the-office", "officer", "/workdesk/"),
    Page("duties", "officer", "/workdesk/duties/waiting"),
    Page("inbox", "housing_clerk", "/workdesk/inbox"),
    Page("search", "officer", "/workdesk/search?q=小区"),
    Page("board", "mayor", "/workdesk/board"),
    Page("watch", "mayor", "/workdesk/watch"),
    Page("watched", "mayor", "/workdesk/watch/same_minute"),
    Page("figure", "mayor", "/workdesk/figures/matters.late"),
    Page("ledger", "officer", "/supervision/items"),
    Page("ledger-empty", "stranger", "/supervision/items"),
    Page("item-clerk", "housing_clerk", "/supervision/items/{item}"),
    Page("item-officer", "officer", "/supervision/items/{item}"),
    Page("item-draft", "officer", "/supervision/items/{draft}"),
    Page("form-register", "officer", "/supervision/items/new/register"),
    Page("form-progress", "housing_clerk", "/supervision/items/{item}/report_progress"),
    Page("explained", "housing_clerk", "/limits/{owed}"),
    Page("import", "officer", "/supervision/items/import/table"),
    Page("documents", "officer", "/supervision/documents"),
    Page("document-new", "officer", "/supervision/breakdown/documents/new"),
    Page("checks", "officer", "/supervision/checks"),
    Page("circulars", "officer", "/supervision/circulars"),
    Page("quarterlies", "officer", "/supervision/quarterlies"),
    Page("organisation", "officer", "/administration/organisation/"),
    Page("organisation-then", "officer", "/administration/organisation/?on=2021-01-01"),
    Page("unit", "officer", "/administration/organisation/units/{unit}/"),
    Page("rules", "officer", "/administration/rules/"),
    Page("rule-pack", "officer", "/administration/rules/supervised-handling/"),
    Page("rule-changes", "officer", "/administration/rules/changes/"),
    Page("what-if", "officer", "/administration/rules/what-if/?rule=supervision.sign&amount=1"),
    Page("rule-coverage", "officer", "/administration/rules/coverage/"),
    Page("rule-coverage-articles", "officer", "/administration/rules/coverage/?by=article"),
    Page("findings", "arbiter", "/administration/findings/"),
    Page("own-account", "housing_clerk", "/administration/own/"),
    Page("meetings", "officer", "/meetings/meetings"),
    Page("meeting", "officer", "/meetings/meetings/{meeting}"),
    Page("portal-projects", "", "/projects/public"),
    Page("projects", "housing_clerk", "/projects/projects"),
    Page("project", "housing_clerk", "/projects/projects/{project}"),
    Page("project-reports", "secretary", "/projects/reports"),
    Page("project-table", "secretary", "/projects/tables/{table_duty}"),
    Page("form-project", "steerer", "/projects/projects/new/register"),
    Page("form-progress-of-project", "housing_clerk", "/projects/projects/{project}/record_progress"),
    Page("import-projects", "steerer", "/projects/projects/import/table"),
    Page("form-convene", "officer", "/meetings/meetings/new/convene"),
    Page("incoming", "housing_clerk", "/correspondence/incoming"),
    Page("incoming-document", "housing_clerk", "/correspondence/incoming/{incoming}"),
    Page("form-register-document", "housing_clerk", "/correspondence/incoming/new/register"),
    Page("import-register", "housing_clerk", "/correspondence/incoming/import/table"),
    Page("outgoing", "housing_clerk", "/correspondence/outgoing"),
    Page("outgoing-document", "housing_clerk", "/correspondence/outgoing/{outgoing}"),
    Page("form-follow-up", "housing_clerk", "/correspondence/outgoing/{outgoing}/follow_up"),
    Page("notices", "officer", "/correspondence/notices"),
    Page("notice", "officer", "/correspondence/notices/{delivery}"),
    Page("standing-duties", "officer", "/correspondence/duties"),
    Page("weekly-report", "officer", "/correspondence/duties/{weekly}"),
    Page("joint-review", "officer", "/correspondence/duties/{review}"),
    Page("decisions", "officer", "/decisions/decisions"),
    Page("decision", "officer", "/decisions/decisions/{decision}"),
    Page("decision-clerk", "housing_clerk", "/decisions/decisions/{decision_open}"),
    Page("form-class-matter", "officer", "/decisions/decisions/{decision_open}/class_matter"),
    Page("decision-classes", "officer", "/decisions/classes/of-matter"),
    Page("hearings", "officer", "/decisions/hearings"),
    Page("hearing", "housing_clerk", "/decisions/hearings/{hearing}"),
    Page("experts", "officer", "/decisions/experts"),
    Page("expert", "officer", "/decisions/experts/{expert}"),
    Page("portal-decisions", "", "/decisions/public"),
    Page("portal-decision", "", "/decisions/public/decisions/{decision_open}"),
    Page("portal-hearing", "", "/decisions/public/hearings/{hearing_open}"),
    Page("portal-receipt", "", "/decisions/public/receipt?number=000000000000"),
    Page("calendar", "officer", "/administration/calendar/"),
    Page("calendar-2027", "officer", "/administration/calendar/?year=2027"),
    Page("not-found", "officer", "/supervision/items/999999"),
]
