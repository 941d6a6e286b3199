"""The app `workdesk`."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.workdesk"
    label = "workdesk"
    words = w("Workdesk", "工作台")

    def ready(self) -> None:
        from functools import partial

        from zhixing.kernel.access.powers import power
        from zhixing.kernel.notices.inbox import unread_count
        from zhixing.web import navigation

        power("workdesk.board", w("Leader's view", "领导视图"))
        navigation.add(
            "workdesk", w("My work", "我的工作"), "workdesk", "checklist", order=1, group="work", letter="w"
        )
        navigation.add(
            "board",
            w("Leader's view", "领导视图"),
            "workdesk-board",
            "layout-dashboard",
            power="workdesk.board",
            order=2,
            group="work",
            letter="l",
        )
        navigation.add(
            "watch",
            w("Clock-gaming watch", "计时异常监测"),
            "workdesk-watch",
            "eye",
            power="workdesk.board",
            order=3,
            group="work",
        )
        navigation.set_inbox("workdesk-inbox", partial(unread_count, below=False))
        navigation.set_search("workdesk-search")
