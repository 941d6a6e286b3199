"""The app `access`."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.kernel.access"
    label = "access"

    def ready(self) -> None:
        from zhixing.kernel.access.actors import seat_powers
        from zhixing.kernel.access.powers import power

        power("access.manage", w("Manage accounts, roles and stand-ins", "管理账号、角色和代理"))
        power("access.administer", w("Appoint administrators", "任命管理员"))
        power("audit.read", w("Read the audit record", "查看审计记录"))
        power("system.manage", w("Manage jobs, calendars and the organisation", "管理任务、日历和机构"))
        seat_powers("system", "system.manage")
        seat_powers("security", "access.manage", "access.administer")
        seat_powers("audit", "audit.read")
