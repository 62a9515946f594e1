"""The verbs of ``python3 -m ops``. This file alone must be readable by an old Python."""

import os
import sys

if sys.version_info < (3, 11):
    running = "{}.{}".format(*sys.version_info)
    sys.exit(
        f"需要 Python 3.11 或更高版本，当前为 {running}；请指明已安装的较新版本，例如：make demo PYTHON=python3.12。"
    )

from ops.verbs import main

# dozens of processes start from this checkout; none should have to compile the house anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

sys.exit(main(sys.argv[1:]))
