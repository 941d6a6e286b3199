"""`zhixing verify FILE`: check the downloaded proof of a matter, offline and without a database.

    zhixing verify proof.json --key published-key.pem
    zhixing verify --record

The second form checks the whole record in the database (whole.py): every leaf from its row, every head.
Exit status 0 only if everything in the proof holds; 1 if something does not; 2 if the file is no proof, too
large or cannot be read. Without --key the key that came with the file is used, and the answer says so.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.ledger.proof import Verdict, verify_bundle
from zhixing.kernel.ledger.shape import read_file, read_json
from zhixing.kernel.ledger.signing import load_keys

_KEY_FILE_LIMIT_BYTES = 1024 * 1024


class NotAsked(Refusal):
    code = "ledger.not_asked"
    status = 422
    reason = w("The command is incomplete or not known.", "命令不完整或无法识别。")
    remedy = w("{usage}", "{usage}")


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise NotAsked(usage=self.format_usage().strip())


def main(argv: Sequence[str] | None = None) -> int:
    """Check one file. 0: all holds. 1: something does not. 2: refused."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        asked = _parser().parse_args(arguments)
        if asked.record:
            from zhixing.kernel.ledger import whole  # the one part that needs a database

            return whole.main(as_json=asked.json)
        if asked.file is None:
            raise NotAsked(usage=_parser().format_usage().strip())
        keys = None
        if asked.key is not None:
            keys = load_keys(read_file(asked.key, _KEY_FILE_LIMIT_BYTES))
        verdict = verify_bundle(read_json(read_file(asked.file)), keys)
    except Refusal as refusal:
        if "--json" in arguments:
            said = Words(_in("en", refusal), _in("zh", refusal))
            _write_json({"holds": False, "refused": {"code": refusal.code, **_both(said)}})
        sys.stderr.write(f"{refusal}\n")
        return 2
    if asked.json:
        _write_json(_as_json(verdict))
    else:
        sys.stdout.write("".join(f"{said}\n" for said in verdict.told()))
    return 0 if verdict.holds else 1


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="zhixing verify",
        description=str(
            w(
                "Check the downloaded proof of a matter, offline, or the whole record. Changes nothing.",
                "离线核验下载的事项留痕证明，或核验全部记录。不改动任何数据。",
            )
        ),
    )
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help=str(w("the proof (JSON)", "证明文件（JSON）"))
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help=str(w("check the whole record in the database instead", "改为核验数据库中的全部记录")),
    )
    parser.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        help=str(w("the authority's public key, PEM or JSON", "机关公布的公钥，PEM 或 JSON")),
    )
    parser.add_argument("--json", action="store_true", help=str(w("answer in JSON", "以 JSON 输出")))
    return parser


def _as_json(verdict: Verdict) -> dict[str, object]:
    return {
        "holds": verdict.holds,
        "pinned": verdict.pinned,
        "matter": verdict.matter,
        "events": verdict.event_count,
        "head": verdict.head.as_json(),
        "earlier_size": None if verdict.earlier is None else verdict.earlier.size,
        "findings": [{"code": finding.code, **_both(finding.said)} for finding in verdict.findings],
        "told": [_both(said) for said in verdict.told()],
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.text("zh"), "en": words.text("en")}


def _in(code: str, refusal: Refusal) -> str:
    reason, remedy = (words.put(**refusal.facts).text(code) for words in (refusal.reason, refusal.remedy))
    return f"{reason} {remedy}"


def _write_json(said: object) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
