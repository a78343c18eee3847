"""The guide is executed: its one file is a working channel whose contract tests appear by themselves."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "new-channel.md"
RUN = """
import sys, ingest.channels, pytest
ingest.channels.__path__.append(sys.argv[1])
sys.exit(pytest.main(["tests/contracts/test_channels.py", "-k", "acme", "-v", "-p", "no:cacheprovider", "-n", "0"]))
"""


def test_the_made_up_channel_of_the_guide_passes_the_contract_suite(tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    (tmp_path / "acme.py").write_text(code.group(1), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed.group(1)) >= 6
