"""Addresses of the figures, the boards and the published scores."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.approvals.scores import portal
from zhixing.modules.approvals.scores.pages import board, figures, process

urlpatterns = [
    path("board/", board.board, name="approvals-board"),
    path("screen/", board.screen, name="approvals-screen"),
    path("performance/", figures.performance, name="approvals-performance"),
    path("performance/cases/", figures.live, name="approvals-counted"),
    path("process/", process.picture, name="approvals-process"),
    path("scores/<int:table_id>/cases/", figures.kept, name="approvals-score-counted"),
    path("scores/<int:table_id>/versions/<int:number>.json", figures.version, name="approvals-score-version"),
    path("public/scores/", portal.front, name="approvals-public-scores"),
    path("public/scores/<int:table_id>/", portal.one, name="approvals-public-score"),
    path("public/scores/<int:table_id>.json", portal.as_json, name="approvals-public-score-json"),
    path("public/scores/<int:table_id>.csv", portal.as_csv, name="approvals-public-score-csv"),
]
