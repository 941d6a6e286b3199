"""The app `projects`: registers all it offers."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.projects"
    label = "projects"
    words = w("Key projects", "重点项目")

    def ready(self) -> None:
        from zhixing.kernel.matters import kinds
        from zhixing.modules.projects import actions, events, powers
        from zhixing.modules.projects.models import Project, ReportList, TableDuty

        kinds.register(
            "projects.project",
            Project,
            words=w("Key project", "重点项目"),
            plural=w("Key projects", "重点项目台账"),
            view=powers.VIEW,
            segment="projects",
        )
        kinds.register(
            "projects.report_list",
            ReportList,
            words=w("List of projects to report", "常务会议汇报名单"),
            plural=w("Reports in the executive meeting", "常务会议汇报"),
            view=powers.VIEW,
            segment="reports",
        )
        kinds.register(
            "projects.table_duty",
            TableDuty,
            words=w("Table of on-site meetings", "现场办公会情况表"),
            plural=w("Tables of on-site meetings", "现场办公会情况表"),
            view=powers.VIEW,
            segment="tables",
        )
        from zhixing.modules.projects import (  # after its kinds: a presentation names a kind
            api,
            measures,
            pages,
            papers,
            telling,
        )

        _ = actions, api, events, measures, pages, papers, telling  # imported for their declarations
