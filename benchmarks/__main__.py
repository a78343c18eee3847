"""Every table that stands beside its yardstick, measured anew in turn: `python -m benchmarks [NAME ...]`.

Each benchmark runs in a process of its own and leaves `results/NAME.md`, which is printed. Rounds of questions are not
among them: their tables are first runs, which nobody can repeat.
"""

import subprocess
import sys
from pathlib import Path

NAMES = ("engine", "ingest", "refresh", "forecasting", "budget", "campaigns", "alerts", "claims")
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Runs those named, or all; the number of those that failed."""
    failed = []
    for name in sys.argv[1:] or NAMES:
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            failed.append(name)
        else:
            print(f"## {name}\n\n{(RESULTS / f'{name}.md').read_text(encoding='utf-8')}", flush=True)
    print(f"Failed: {', '.join(failed)}" if failed else "All done.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
