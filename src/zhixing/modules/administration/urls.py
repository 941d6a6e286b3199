"""Addresses of administration. They end in a slash, which keeps them apart from those made for matters."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.administration.pages import acting, calendar, organisation, rules

app_name = "administration"

urlpatterns = [
    path("organisation/", organisation.chart, name="chart"),
    path("organisation/units/<int:unit_id>/", organisation.unit, name="unit"),
    path("organisation/persons/<int:person_id>/", organisation.person, name="person"),
    path("rules/", rules.packs, name="packs"),
    path("rules/<slug:code>/", rules.pack, name="pack"),
    path("rules/open/<str:rule>/", rules.open_under, name="rule-open"),
    path("calendar/", calendar.year, name="calendar"),
    path("calendar/changes/", calendar.changes, name="calendar-changes"),
    path("calendar/changes/<int:proposal_id>/", calendar.change, name="calendar-change"),
    path("calendar/changes/<int:proposal_id>/confirm/", calendar.confirm_change, name="calendar-confirm"),
    path("<slug:segment>/new/<slug:name>/", acting.open_new, name="open"),
    path("<slug:segment>/new/<slug:name>/choices/", acting.choices, name="open-choices"),
    path("<slug:segment>/<int:thing_id>/<slug:name>/", acting.act, name="act"),
    path("<slug:segment>/<int:thing_id>/<slug:name>/choices/", acting.choices, name="choices"),
]
