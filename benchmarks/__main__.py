"""python -m benchmarks [entry] [--quick]: prints every figure beside its floor; loads and drops a database of its own."""

import argparse
import os
import sys
from importlib import import_module

import django

ENTRIES = {
    "autosave": "autosave",
    "certificates": "certificates",
    "draws": "draws",
    "intake": "intake",
    "notice": "notices",
    "payments": "payments",
    "ranking": "ranking",
    "revocation": "revocation",
    "scoring": "scoring",
    "screening": "screening",
}  # each module has report(quick=); its answer, if any, is the exit code


def main() -> int:
    """One entry, or everything."""
    asked = _asked()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    load = import_module("benchmarks.measure").load
    print(f"处理器 {os.cpu_count()} 个；{load()}")
    if asked.only:
        code = import_module(f"benchmarks.{ENTRIES[asked.only]}").report(quick=asked.quick)
    else:
        code = import_module("benchmarks.everything").report(quick=asked.quick, only_small=asked.only_small)
    print(load())
    return code or 0


def _asked():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="测量页面速度，并与裸页面对照。")
    parser.add_argument("only", nargs="?", choices=list(ENTRIES), help="只测这一项")
    parser.add_argument("--quick", action="store_true", help="约两分钟：次数较少，演练按十分之一规模")
    parser.add_argument("--only-small", action="store_true", help="不测 5000 件")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
