"""Every check of the project, in the order of what fails fastest: ``python -m tests.check``.

With ``--cover`` it also says which lines no test reaches, and takes twice as long.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent

CHECKS = (
    ("layout of the code", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("import contracts", ["lint-imports", "--no-logo"]),
    ("types", ["mypy"]),
    ("tests", ["pytest", "-q", "-n", "auto"]),
)
COVER = ["--cov", "--cov-report=term:skip-covered"]


def main() -> int:
    """Run each check; stop at the first that fails and return its exit code."""
    for name, plain in CHECKS:
        command = [*plain, *COVER] if name == "tests" and "--cover" in sys.argv[1:] else plain
        print(f"== {name}: {' '.join(command)}", flush=True)
        done = subprocess.run([str(TOOLS / command[0]), *command[1:]], cwd=ROOT, check=False)
        if done.returncode:
            print(f"== {name}: failed", flush=True)
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
