"""Addresses of approval monitoring that are not made from declarations."""

from __future__ import annotations

from django.urls import include, path

from zhixing.modules.approvals.pages import batches, case_list, cases, mapping, sources

urlpatterns = [
    path("", include("zhixing.modules.approvals.alerts.urls")),
    path("catalogue/", include("zhixing.modules.approvals.catalogue.urls")),
    path("", include("zhixing.modules.approvals.scores.urls")),
    path("cases/", case_list.case_list, name="approvals-cases"),
    path("cases/<int:case_id>/", cases.case_page, name="approvals-case"),
    path("cases/<int:case_id>/duties/<int:duty_id>/", cases.duty_page, name="approvals-case-duty"),
    path("sources/<int:item_id>/mapping/", mapping.mapping_page, name="approvals-mapping"),
    path("sources/<int:item_id>/adopt_mapping", mapping.mapping_page, name="approvals-mapping-deed"),
    path("sources/<int:item_id>/deliver", sources.deliver_page, name="approvals-deliver"),
    path("sources/<int:item_id>/choose_packs", sources.packs_page, name="approvals-packs"),
    path("sources/<int:item_id>/deliveries/", sources.deliveries, name="approvals-deliveries"),
    path("sources/<int:item_id>/deliveries/<int:number>/", batches.batch_page, name="approvals-batch"),
    path(
        "sources/<int:item_id>/deliveries/<int:number>/quarantine/",
        batches.quarantine,
        name="approvals-quarantine",
    ),
    path(
        "sources/<int:item_id>/deliveries/<int:number>/quarantine.csv",
        batches.quarantine_csv,
        name="approvals-quarantine-csv",
    ),
]
