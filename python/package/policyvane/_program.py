"""The command ``policyvane``."""

import sys

from policyvane._policyvane import run_program


def main() -> int:
    """Runs the program with the command line of this process and returns its exit status."""
    return run_program(["policyvane", *sys.argv[1:]])
