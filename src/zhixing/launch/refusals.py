"""What stands in the way of starting, stopping or moving the product; each with the way out."""

from __future__ import annotations

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NoPostgres(Refusal):
    """No PostgreSQL binaries were found."""

    code = "launch.no_postgres"
    reason = w(
        "No PostgreSQL server programs were found in {folder}.", "在 {folder} 未找到 PostgreSQL 服务程序。"
    )
    remedy = w(
        "Install the locked dependencies again, point ZHIXING_PG_BIN to the bin folder of PostgreSQL 15 or "
        "newer, or set DATABASE_URL to a running server.",
        "请重新安装锁定的依赖，或用 ZHIXING_PG_BIN 指向 PostgreSQL（15 及以上）的 bin 目录，"
        "或用 DATABASE_URL 指向已有数据库。",
    )


class PostgresTooOld(Refusal):
    """The server is older than 15."""

    code = "launch.postgres_too_old"
    reason = w(
        "PostgreSQL {found} is too old; 15 or newer is needed.",
        "PostgreSQL {found} 版本过低，需要 15 及以上。",
    )
    remedy = w(
        "Upgrade the server, or leave DATABASE_URL unset.",
        "请升级数据库，或不设置 DATABASE_URL 而使用内置数据库。",
    )


class OtherPostgresVersion(Refusal):
    """The data folder was written by another major version of PostgreSQL than the one at hand."""

    code = "launch.other_postgres_version"
    reason = w(
        "The database in {folder} was written by PostgreSQL {found}; the programs here are version {ours}.",
        "{folder} 中的数据库由 PostgreSQL {found} 写入，而当前程序为 PostgreSQL {ours}。",
    )
    remedy = w(
        "Use the programs of version {found} (ZHIXING_PG_BIN) and back up with `zhixing backup`; then "
        "restore into a new data folder (ZHIXING_DATA) with this version.",
        "请用 {found} 版程序（ZHIXING_PG_BIN）执行 `zhixing backup` 备份，"
        "再以当前版本恢复到新的数据目录（ZHIXING_DATA）。",
    )


class PostgresDidNotStart(Refusal):
    """The server ended or did not answer in time."""

    code = "launch.postgres_did_not_start"
    reason = w("PostgreSQL did not start: {last_line}", "PostgreSQL 未能启动：{last_line}")
    remedy = w("See {log}; what stands there last says why.", "请查看 {log} 末尾的说明。")


class NotWritable(Refusal):
    """The data folder belongs to somebody else or is read-only."""

    code = "launch.not_writable"
    reason = w(
        "The data folder {folder} cannot be written by this account ({account}).",
        "当前账户（{account}）不能写入数据目录 {folder}。",
    )
    remedy = w(
        "Start as the account that owns the folder, or choose another folder with ZHIXING_DATA.",
        "请以该目录所有者的账户启动，或用 ZHIXING_DATA 另选目录。",
    )


class NoOrdinaryUser(Refusal):
    """Started as root on a machine without any account PostgreSQL could run under."""

    code = "launch.no_ordinary_user"
    reason = w(
        "PostgreSQL refuses to run as root, and this machine has neither an account `postgres` nor `nobody`.",
        "PostgreSQL 不允许以 root 运行，而本机既无 postgres 账户也无 nobody 账户。",
    )
    remedy = w("Start Zhixing as an ordinary account.", "请以普通账户启动。")


class DiskNearlyFull(Refusal):
    """Too little room for a database to start safely."""

    code = "launch.disk_nearly_full"
    reason = w(
        "Only {free_mb} MB are free where {folder} lies; {needed_mb} MB are needed.",
        "{folder} 所在磁盘仅剩 {free_mb} MB，至少需要 {needed_mb} MB。",
    )
    remedy = w(
        "Free some space, or put the data folder on another disk with ZHIXING_DATA.",
        "请清理磁盘，或用 ZHIXING_DATA 把数据目录放到其他磁盘。",
    )


class NewerData(Refusal):
    """The data was written by a newer release of the product."""

    code = "launch.newer_data"
    reason = w(
        "The data in {folder} was written by a newer Zhixing ({found}); this is {ours}.",
        "{folder} 中的数据由更新版本的知行（{found}）写入，当前程序为 {ours}。",
    )
    remedy = w(
        "Start it with version {found} or newer, or choose another data folder with ZHIXING_DATA.",
        "请用 {found} 或更新版本启动，或用 ZHIXING_DATA 另选数据目录。",
    )


class AlreadyRunning(Refusal):
    """Another `up` serves the same data folder."""

    code = "launch.already_running"
    reason = w(
        "Zhixing is already running on {folder} (process {pid}, {address}).",
        "知行已在 {folder} 上运行（进程 {pid}，{address}）。",
    )
    remedy = w(
        "Open that address, stop it with `zhixing stop`, or choose another data folder with ZHIXING_DATA.",
        "请打开该地址；或先用 `zhixing stop` 停止；或用 ZHIXING_DATA 另选数据目录。",
    )


class PortTaken(Refusal):
    """The port asked for is in use."""

    code = "launch.port_taken"
    reason = w(
        "Port {port} on {host} is in use by another program.", "{host} 的端口 {port} 已被其他程序占用。"
    )
    remedy = w(
        "Choose another with --port, or leave --port out: then a free one is taken.",
        "请用 --port 另选端口；不写 --port 则自动选用空闲端口。",
    )


class NotRunning(Refusal):
    """There is nothing to stop."""

    code = "launch.not_running"
    reason = w("Zhixing is not running on {folder}.", "{folder} 上没有正在运行的知行。")
    remedy = w("Start it with `zhixing up`.", "用 `zhixing up` 启动。")


class NotInstalledYet(Refusal):
    """A command whose part is not in this installation."""

    code = "launch.part_missing"
    reason = w(
        "The part behind this command ({part}) is not installed.", "该命令所需的部分（{part}）未安装。"
    )
    remedy = w("Install a complete release of Zhixing.", "请安装完整的知行发行版。")


class DatabaseUnreachable(Refusal):
    """The database named by DATABASE_URL does not answer."""

    code = "launch.database_unreachable"
    reason = w("The database at {address} does not answer: {why}", "数据库 {address} 无法连接：{why}")
    remedy = w(
        "Check DATABASE_URL and DATABASE_OWNER_URL, and that the server accepts connections from here.",
        "请核对 DATABASE_URL 与 DATABASE_OWNER_URL，并确认数据库允许从本机连接。",
    )


class NewerDatabase(Refusal):
    """The database has had migrations that this release does not know."""

    code = "launch.newer_database"
    reason = w(
        "The database was migrated by a newer Zhixing ({migration} is unknown to {ours}).",
        "数据库已由更新版本的知行变更（{ours} 中没有 {migration}）。",
    )
    remedy = w(
        "Start the newer release, or restore a backup made before the upgrade.",
        "请启动更新的版本，或恢复升级前的备份。",
    )


class WebDidNotAnswer(Refusal):
    """The web server ended or answered with an error of its own."""

    code = "launch.web_did_not_answer"
    reason = w("The web server did not answer.", "网站未能正常响应。")
    remedy = w("See {log}; what stands there last says why.", "请查看 {log} 末尾的说明。")


class FallsAgain(Refusal):
    """Web or worker ends by itself again and again."""

    code = "launch.falls_again"
    reason = w("The {name} process ends by itself again and again.", "{name} 进程反复自行退出。")
    remedy = w("See {log}; what stands there last says why.", "请查看 {log} 末尾的说明。")


class ClientFailed(Refusal):
    """pg_dump, pg_restore or psql ended with an error; nothing was changed."""

    code = "launch.client_failed"
    reason = w("{program} could not finish: {why}", "{program} 未能完成：{why}")
    remedy = w("Nothing was changed. Remove the cause and try again.", "未作任何改动。请排除原因后重试。")


class FileExists(Refusal):
    """A backup never overwrites."""

    code = "launch.file_exists"
    reason = w("{path} exists already.", "{path} 已存在。")
    remedy = w("Name another file.", "请另取文件名。")


class NotABackup(Refusal):
    """No tar of ours, or one that was cut off."""

    code = "launch.not_a_backup"
    reason = w("{path} is not a complete backup of Zhixing.", "{path} 不是完整的知行备份文件。")
    remedy = w("Use another copy of it.", "请使用其他副本。")


class BackupDamaged(Refusal):
    """A member differs from what the manifest says."""

    code = "launch.backup_damaged"
    reason = w(
        "The backup {path} was damaged or altered: {member}.", "备份 {path} 已损坏或被改动：{member}。"
    )
    remedy = w("Nothing was changed. Use another copy of it.", "未作任何改动。请使用其他副本。")


class BackupNewer(Refusal):
    """Made by a newer release."""

    code = "launch.backup_newer"
    reason = w(
        "The backup was made by a newer Zhixing ({found}); this is {ours}.",
        "备份由更新版本的知行（{found}）生成，当前程序为 {ours}。",
    )
    remedy = w("Restore it with that release or a newer one.", "请用该版本或更新版本恢复。")


class DatabaseNotEmpty(Refusal):
    """Restoring would destroy what is there."""

    code = "launch.database_not_empty"
    reason = w("The database already holds data.", "数据库中已有数据。")
    remedy = w(
        "Restore into a new data folder (ZHIXING_DATA), or add --replace: what is there now is then lost.",
        "请恢复到新的数据目录（ZHIXING_DATA），或加 --replace，现有数据将被清除。",
    )


class NameTaken(Refusal):
    """An account of that name exists."""

    code = "launch.name_taken"
    reason = w("There is an account {username} already.", "已有登录名 {username}。")
    remedy = w("Choose another name to sign in with.", "请另取登录名。")


class SeatTaken(Refusal):
    """Somebody holds the seat; successors are appointed on the pages, where it is recorded."""

    code = "launch.seat_taken"
    reason = w("The seat “{office}” is held already.", "“{office}”岗位已有人担任。")
    remedy = w("Let the security administrator appoint the successor.", "请由安全管理员在系统中调整。")


class SeatElsewhere(Refusal):
    """One person never holds two of the three seats."""

    code = "launch.seat_elsewhere"
    reason = w("{name} already holds another of the three seats.", "{name} 已担任三员中的另一岗位。")
    remedy = w("Appoint another person.", "请另选人员。")
    basis = "GB/T 22239-2019 8.1.5"


class PasswordWeak(Refusal):
    """The password is too easy."""

    code = "launch.password_weak"
    reason = w("The password cannot be accepted: {why}", "密码不符合要求：{why}")
    remedy = w("Choose a longer one that is not a common word.", "请设置更长且不常见的密码。")


class NotAModuleName(Refusal):
    """A module is named by a plural noun in small letters, its matter by a class name."""

    code = "launch.not_a_module_name"
    reason = w("{name} cannot be a module's or its matter's name.", "{name} 不能用作模块名或事项类名。")
    remedy = w("For instance: petitions, and --kind Petition.", "例如：petitions，--kind Petition。")


class ModuleExists(Refusal):
    """There is such a folder."""

    code = "launch.module_exists"
    reason = w("There is a part of the product named {name} already.", "已有名为 {name} 的部分。")
    remedy = w("Choose another name.", "请另取名称。")
