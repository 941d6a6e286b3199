"""Every environment variable that the product reads, with its words; the reference page is made from here.

A test finds a variable that is read and not named here, and one that is named here and read nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import Words, w


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: what it sets, and what holds without it ("" where nothing does)."""

    name: str
    default: str
    words: Words


VARIABLES = (
    Variable(
        "DATABASE_OWNER_URL",
        "DATABASE_URL",
        w("The owner's role: migrations", "属主角色的数据库地址，用于结构迁移"),
    ),
    Variable(
        "DATABASE_URL",
        "the embedded server",
        w(
            "A PostgreSQL of one's own, 15 or newer; the application's role",
            "自备 PostgreSQL（15 及以上）的地址，应用角色",
        ),
    ),
    Variable("ZHIXING_AS_OWNER", "0", w("Run one command under the owner's role", "以属主角色执行单个命令")),
    Variable(
        "ZHIXING_BEHIND_PROXY",
        "0",
        w("Believe X-Forwarded-Proto of the proxy", "信任反向代理的 X-Forwarded-Proto"),
    ),
    Variable("ZHIXING_DATA", ".data", w("The folder of all data", "数据目录")),
    Variable("ZHIXING_DEBUG", "0", w("Django's debug pages; never in service", "调试页面，正式环境不得开启")),
    Variable(
        "ZHIXING_EMAIL_BACKEND",
        "no mail",
        w("How mail leaves, a Django backend", "邮件发送方式（Django 后端）"),
    ),
    Variable(
        "ZHIXING_FONTS", "those of the system", w("The folder of fonts for official papers", "公文字体目录")
    ),
    Variable(
        "ZHIXING_HOSTS", "localhost,127.0.0.1,[::1]", w("Names under which it answers", "允许访问的主机名")
    ),
    Variable("ZHIXING_HTTPS", "0", w("Cookies over HTTPS only", "仅通过 HTTPS 传输 Cookie")),
    Variable("ZHIXING_JOBS_AT_ONCE", "2", w("Jobs that a worker does at once", "后台任务并发数")),
    Variable("ZHIXING_LANG", "zh", w("The language of commands, zh or en", "命令行语言（zh 或 en）")),
    Variable(
        "ZHIXING_LEDGER_KEY",
        "ledger.key in the data folder",
        w("The key that signs the record", "留痕签名密钥文件"),
    ),
    Variable("ZHIXING_LOG", "WARNING", w("How much is logged", "日志级别")),
    Variable("ZHIXING_MAIL_FROM", "zhixing@localhost", w("The sender of mail", "发件人地址")),
    Variable(
        "ZHIXING_MAX_FILE_BYTES", "52428800", w("The largest file that is taken", "单个附件大小上限（字节）")
    ),
    Variable(
        "ZHIXING_MAX_LOG_BYTES",
        "1073741824",
        w("The largest log of an outside system that is taken", "外部系统数据文件大小上限（字节）"),
    ),
    Variable(
        "ZHIXING_NEEDED_MB",
        "set by the release",
        w("Free disk space asked for at the start", "启动所需可用磁盘空间（MB）"),
    ),
    Variable("ZHIXING_ORIGINS", "", w("Further origins that may send forms", "允许提交表单的其他来源")),
    Variable(
        "ZHIXING_PG_BIN", "the wheel's", w("The folder of PostgreSQL's programs", "PostgreSQL 程序目录")
    ),
    Variable(
        "ZHIXING_SECRET_KEY",
        "secret.key in the data folder",
        w("The key that signs sessions", "会话签名密钥"),
    ),
    Variable("ZHIXING_SMTP_HOST", "localhost", w("The mail server", "邮件服务器")),
    Variable("ZHIXING_SMTP_PORT", "25", w("Its port", "邮件服务器端口")),
    Variable(
        "ZHIXING_STATIC", "static in the data folder", w("Where static files are collected", "静态文件目录")
    ),
    Variable(
        "ZHIXING_TEST_PG_BIN",
        "the wheel's",
        w("PostgreSQL's programs for tests", "测试使用的 PostgreSQL 程序目录"),
    ),
    Variable(
        "ZHIXING_TIME_ZONE",
        "Asia/Shanghai",
        w("The authority's time zone: whose midnight counts", "单位所在时区"),
    ),
    Variable(
        "ZHIXING_WEBHOOK_PRIVATE", "0", w("Webhooks may go to internal addresses", "允许向内网地址推送")
    ),
    Variable("ZHIXING_WEB_THREADS", "4", w("Threads of each web process", "每个网站进程的线程数")),
    Variable("ZHIXING_WEB_WORKERS", "2", w("Web processes", "网站进程数")),
)
