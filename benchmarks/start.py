"""Prints the seconds from process start to the first painted window: the unlock window, or a bare one."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def main() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])

    def painted() -> None:
        print(time.time() - float(sys.argv[2]))
        app.exit(0)

    if sys.argv[1] == "bare":
        window = QMainWindow()
        window.show()
        QTimer.singleShot(0, painted)
        app.exec()
        return
    from relationship_desk.app.window import Program

    program = Program(app, Path(sys.argv[3]))
    program.show_entrance()
    QTimer.singleShot(0, painted)
    app.exec()
    program.end()


main()
