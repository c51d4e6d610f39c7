"""Whatever is killed, cut, slow, full or twice: nobody's answer is lost, and nothing is said two times."""

import pytest

pytest.register_assert_rewrite("tests.faults.checking", "tests.faults.history")
