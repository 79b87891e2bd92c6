"""Where things are."""

import sys
from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SMALL_CORPUS = TESTS / "small_corpus"
# The installed command of the environment that runs the tests.
PROGRAM = Path(sys.executable).with_name("ecfmg-assistant")
