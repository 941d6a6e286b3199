"""Addresses of administration. They end in a slash, which keeps them apart from those made for matters."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.administration.pages import (
    accounts,
    acting,
    audit,
    calendar,
    calendar_changes,
    findings,
    jobs,
    organisation,
    rule_changes,
    rules,
    what_if,
)

app_name = "administration"

urlpatterns = [
    path("organisation/", organisation.chart, name="chart"),
    path("organisation/units/<int:unit_id>/", organisation.unit, name="unit"),
    path("organisation/persons/<int:person_id>/", organisation.person, name="person"),
    path("rules/", rules.packs, name="packs"),
    path("rules/coverage/", rules.coverage, name="rule-coverage"),
    path("rules/what-if/", what_if.what_if, name="what-if"),
    path("rules/changes/", rule_changes.changes, name="rule-changes"),
    path("rules/changes/<int:proposal_id>/", rule_changes.change, name="rule-change"),
    path("rules/changes/<int:proposal_id>/confirm/", rule_changes.confirm_change, name="rule-confirm"),
    path("rules/<slug:code>/", rules.pack, name="pack"),
    path("rules/open/<str:rule>/", rules.open_under, name="rule-open"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<int:finding_id>/", findings.finding, name="finding"),
    path("calendar/", calendar.year, name="calendar"),
    path("calendar/changes/", calendar_changes.changes, name="calendar-changes"),
    path("calendar/changes/<int:proposal_id>/", calendar_changes.change, name="calendar-change"),
    path(
        "calendar/changes/<int:proposal_id>/confirm/",
        calendar_changes.confirm_change,
        name="calendar-confirm",
    ),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("roles/", accounts.roles, name="roles"),
    path("administrators/", accounts.administrators, name="administrators"),
    path("own/", accounts.own, name="own"),
    path("audit/", audit.record, name="audit"),
    path("audit/export.csv", audit.export, name="audit-export"),
    path("audit/sign-ins/", audit.sign_ins, name="sign-ins"),
    path("audit/ledger/", audit.ledger, name="ledger"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("<slug:segment>/new/<slug:name>/", acting.open_new, name="open"),
    path("<slug:segment>/new/<slug:name>/choices/", acting.choices, name="open-choices"),
    path("<slug:segment>/<int:thing_id>/<slug:name>/", acting.act, name="act"),
    path("<slug:segment>/<int:thing_id>/<slug:name>/choices/", acting.choices, name="choices"),
]
