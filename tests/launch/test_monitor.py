"""`zhixing monitor`: a log of unknown columns judged by one command, a proposed mapping, refusals with a way out."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest
from django.db import connection

from zhixing.launch.monitor import main

pytestmark = pytest.mark.bulk
LOG = """业务流水号,办理环节,办理时间,承办单位,承诺办结时间,申请时间,办结时间
YW001,受理,2026-03-05 09:00:00,规划局,2026-03-20,2026-03-05 08:30:00,2026-03-19 16:00:00
YW001,办结,2026-03-19 16:00:00,规划局,2026-03-20,2026-03-05 08:30:00,2026-03-19 16:00:00
YW002,受理,2026-03-06 09:00:00,住建局,2026-03-20,2026-03-06 08:30:00,2026-03-23 10:00:00
YW002,办结,2026-03-23 10:00:00,住建局,2026-03-20,2026-03-06 08:30:00,2026-03-23 10:00:00
"""


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "办件.csv"
    path.write_bytes(LOG.encode("gb18030"))
    return path


def test_a_log_with_any_columns_is_judged_with_no_mapping_and_no_code(log, tmp_path, capsys):
    status = main(["run", str(log), "--out", str(tmp_path / "out"), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert status == 0
    assert told["summary"]["rules"]["log.planned"]["late"] == 1
    assert told["summary"]["cards"] == 1
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "obligations.parquet", "cards.parquet", "quarantine.parquet", "quality.json", "summary.json", "mapping.yaml"
    }  # fmt: skip


def test_the_proposed_mapping_can_be_given_back_and_says_the_same(log, tmp_path, capsys):
    assert main(["suggest", str(log)]) == 0
    proposed = capsys.readouterr().out
    (tmp_path / "m.yaml").write_text(proposed, "utf-8")

    assert main(["run", str(log), "--mapping", str(tmp_path / "m.yaml"), "--out", str(tmp_path / "out")]) == 0

    assert "case: 业务流水号" in proposed
    assert "# 请确认: 以“承诺办结时间”为时限" in proposed
    assert "log.planned\t按“承诺办结时间”所载日期办结\t共 2 件：按期 1，逾期办结 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere.csv", "--out", "{out}"], "未找到日志"),
        (["run", "{log}", "--out", "{out}", "--pack", "nothing"], "没有名为“nothing”的规则包"),
        (["run", "{log}", "--out", "{log}"], "无法写入"),
        (["run", "{log}", "--out", "{out}", "--mapping", "nowhere.yaml"], "nowhere.yaml"),
        (["run", "{log}"], "命令不完整"),
        (["suggest"], "命令不完整"),
    ],
)
def test_what_cannot_be_done_is_refused_with_status_2_and_leaves_nothing(
    log, tmp_path, capsys, arguments, said
):
    out = tmp_path / "out"

    status = main([a.format(log=log, out=out) for a in arguments])

    assert status == 2
    assert said in capsys.readouterr().err
    assert not out.exists() or list(out.iterdir()) == []


def test_a_log_of_which_much_is_not_believed_ends_with_status_1(tmp_path, capsys):
    path = tmp_path / "log.csv"
    path.write_text(LOG.replace("2026-03-19 16:00:00,规划局", "不详,规划局"), "utf-8")
    (tmp_path / "m.yaml").write_text(
        """
case: 业务流水号
activity: 办理环节
moment: 办理时间
dates: [{column: 申请时间, event: began}, {column: 办结时间, event: ended}]
facts: {due: {column: 承诺办结时间, as: day}}
limits: [{code: own.due, title: {en: x, zh: 某}, on: [began], until: [ended], due: due}]
""",
        "utf-8",
    )

    status = main(["run", str(path), "--mapping", str(tmp_path / "m.yaml"), "--out", str(tmp_path / "out")])

    assert status == 1
    assert "much_left_out" in capsys.readouterr().out


def answers(log, out, engine):
    assert main(["run", str(log), "--out", str(out), "--engine", engine]) == 0
    return [
        duckdb.sql(f"select * from read_parquet('{out / table}.parquet')").fetchall()
        for table in ("obligations", "cards")
    ]


@pytest.mark.django_db(transaction=True)
def test_postgresql_tells_the_same_cards_and_keeps_nothing(log, tmp_path, monkeypatch):
    at = connection.settings_dict
    address = f"postgresql://{at['USER']}:{quote(at['PASSWORD'] or '')}@/{at['NAME']}?host={at['HOST']}&port={at['PORT']}"
    monkeypatch.setenv("DATABASE_URL", address)

    told = answers(log, tmp_path / "postgres", "postgres")

    assert told == answers(log, tmp_path / "duckdb", "duckdb")
    assert [len(table) for table in told] == [2, 1]
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('owed'), to_regclass('openings')")
        assert cursor.fetchone() == (None, None)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_spark_tells_the_same_cards(log, tmp_path):
    if shutil.which("java") is None or importlib.util.find_spec("pyspark") is None:
        pytest.skip("needs Java and the extra `spark`")

    told = answers(log, tmp_path / "spark", "spark")

    assert told == answers(log, tmp_path / "duckdb", "duckdb")
    assert [len(table) for table in told] == [2, 1]


@contextmanager
def cluster(folder):
    """A Spark master and one worker as processes of their own, on free ports of this machine; the master's address."""
    import pyspark

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = [str(Path(pyspark.__file__).parent / "bin" / "spark-class")]
    master = [
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--webui-port",
        "0",
    ]
    worker = [
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
    ]
    worker += ["--webui-port", "0", "--work-dir", str(folder / "work"), f"spark://127.0.0.1:{port}"]
    environment = {**os.environ, "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false"}
    with ExitStack() as running:
        for command in (master, worker):
            process = subprocess.Popen(
                [*start, *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            running.callback(process.wait, 20)
            running.callback(process.kill)
        yield f"spark://127.0.0.1:{port}"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_spark_cluster_tells_the_same_cards_and_its_shared_folder_is_left_empty(log, tmp_path, capsys):
    if shutil.which("java") is None or importlib.util.find_spec("pyspark") is None:
        pytest.skip("needs Java and the extra `spark`")
    shared = tmp_path / "shared"
    shared.mkdir()

    with cluster(tmp_path) as address:
        there = ["--engine", "spark", "--master", address]
        assert main(["run", str(log), "--out", str(tmp_path / "spark"), *there, "--shared", str(shared)]) == 0
        assert main(["run", str(log), "--out", str(tmp_path / "none"), *there]) == 2

    assert "--shared" in capsys.readouterr().err
    told = [
        duckdb.sql(f"select * from read_parquet('{tmp_path / 'spark' / table}.parquet')").fetchall()
        for table in ("obligations", "cards")
    ]
    assert told == answers(log, tmp_path / "duckdb", "duckdb")
    assert list(shared.iterdir()) == []
