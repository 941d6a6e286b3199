"""Addresses of the generic pages. Nouns: /supervision/items/12, /supervision/items/12/sign."""

from __future__ import annotations

from django.urls import path

from zhixing.web.doors import acting, explaining, importing, item, listing, many, papers, views_saved

urlpatterns = [
    path("limits/<int:obligation_id>", explaining.explained, name="door-explained"),
    path("files/<int:file_id>", papers.file, name="door-file"),
    path("papers/<int:letter_id>", papers.paper, name="door-paper"),
    path("papers/<int:letter_id>.<slug:form>", papers.paper_file, name="door-paper-file"),
    path("proofs/<int:matter_id>.json", papers.proof, name="door-proof"),
    path("<slug:module>/<slug:segment>", listing.ledger, name="door-list"),
    path("<slug:module>/<slug:segment>/new/<slug:name>", acting.open_new, name="door-open"),
    path("<slug:module>/<slug:segment>/new/<slug:name>/choices", acting.choices, name="door-open-choices"),
    path("<slug:module>/<slug:segment>/import/table", importing.importing, name="door-import"),
    path(
        "<slug:module>/<slug:segment>/import/template", importing.import_template, name="door-import-template"
    ),
    path("<slug:module>/<slug:segment>/many", many.many, name="door-many"),
    path("<slug:module>/<slug:segment>/views/new", views_saved.save, name="door-view-save"),
    path(
        "<slug:module>/<slug:segment>/views/<int:view_id>/remove", views_saved.remove, name="door-view-remove"
    ),
    path("<slug:module>/<slug:segment>/<int:item_id>", item.item, name="door-item"),
    path("<slug:module>/<slug:segment>/<int:item_id>/<slug:name>", acting.act, name="door-action"),
    path(
        "<slug:module>/<slug:segment>/<int:item_id>/<slug:name>/choices", acting.choices, name="door-choices"
    ),
]
