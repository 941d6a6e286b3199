"""Addresses of the workdesk."""

from django.urls import path

from zhixing.modules.workdesk import board, pages, watch

urlpatterns = [
    path("", pages.my_work, name="workdesk"),
    path("duties/<slug:which>", pages.duties, name="workdesk-duties"),
    path("inbox", pages.inbox, name="workdesk-inbox"),
    path("search", pages.search, name="workdesk-search"),
    path("board", board.board, name="workdesk-board"),
    path("figures/<str:code>", board.figure, name="workdesk-figure"),
    path("watch", watch.watch, name="workdesk-watch"),
    path("watch/<slug:code>", watch.watched, name="workdesk-watched"),
]
