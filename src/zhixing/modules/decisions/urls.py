"""Addresses of major decisions that are not made from declarations: the matrix, the whole file, the portal's part."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.decisions.pages import classes, files
from zhixing.modules.decisions.portal import pages as portal

urlpatterns = [
    path("classes/of-matter", classes.classes, name="decisions-classes"),
    path("decisions/<int:decision_id>/file/whole.zip", files.whole_file, name="decisions-file"),
    path("public", portal.front, name="decisions-public"),
    path("public/receipt", portal.receipt, name="decisions-public-receipt"),
    path("public/decisions/<int:decision_id>", portal.decision, name="decisions-public-decision"),
    path("public/hearings/<int:hearing_id>", portal.hearing, name="decisions-public-hearing"),
]
