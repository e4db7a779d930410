"""No socket is ever opened: the main job is run under an audit hook, and its process is looked at from outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MAIN_JOB = """
import os, sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
opened = []
def watch(event, arguments):
    if event.startswith(("socket.", "http.", "urllib.", "ftplib.", "smtplib.")):
        opened.append((event, arguments))
sys.addaudithook(watch)

import io
from relationship_desk.cli import run
folder = Path(sys.argv[1])
def call(*arguments):
    sys.stdin = io.StringIO("demo\\n")
    assert run([str(a) for a in arguments]) == 0, arguments
practice, key = folder / "P.desk", ("--passphrase-file", "-")
call("demo", "--no-window", "--at", practice, "--clients", 4, "--sessions", 6)
call("summary", practice, "--client", "K-17", "--out", folder / "k.pdf", *key)
call("export", practice, "--out", folder / "out", *key)
call("backup", practice, *key)

from PySide6.QtWidgets import QApplication
from relationship_desk.app.appearance import StoredAppearance
app = QApplication(["x"])
StoredAppearance(app)
app.processEvents()

tables = [Path(f"/proc/self/net/{name}") for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")]
known = {line.split()[9] for table in tables if table.exists() for line in table.read_text().splitlines()[1:]}
fds = Path("/proc/self/fd")
links = [str(fd.readlink()) for fd in fds.iterdir() if fd.is_symlink() and fd.exists()] if fds.exists() else []
inet = [link for link in links if link.startswith("socket:[") and link[8:-1] in known]
maps = Path("/proc/self/maps")
loaded = maps.read_text() if maps.exists() else ""
print("sockets:", opened, inet)
print("Qt6Network:", "Qt6Network" in loaded)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    done = subprocess.run(
        [sys.executable, "-c", MAIN_JOB, str(tmp_path_factory.mktemp("job"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_main_job_opens_no_socket(said: str) -> None:
    assert "sockets: [] []" in said


def test_qt_brings_no_network_module_along(said: str) -> None:
    assert "Qt6Network: False" in said


def test_no_module_imports_qt_network() -> None:
    sources = Path(__file__).parents[2] / "src"
    assert not [path for path in sources.rglob("*.py") if "QtNetwork" in path.read_text("utf-8")]
