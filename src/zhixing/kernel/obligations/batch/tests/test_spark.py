"""The same definition on Apache Spark, where Java and pyspark are found."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from zhixing.kernel.obligations.batch.engines import Spark, spark_session
from zhixing.kernel.obligations.batch.evaluation import evaluate
from zhixing.kernel.obligations.batch.tests import worlds


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_five_hundred_cases_are_told_alike_by_spark(tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs Java: no `java` on the path")
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("needs pyspark: the extra `spark` is not installed")
    rules, events = worlds.rules_of(6), worlds.stories(6, 500)

    with spark_session(tmp_path, compiled=False) as session:
        told = evaluate(rules, events, worlds.calendars(), worlds.AS_OF, engine=Spark(session, tmp_path))

    assert len(told.folded) <= 2
    assert told.owed == worlds.by_fold(rules, events)
