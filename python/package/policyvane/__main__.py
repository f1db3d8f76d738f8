"""``python -m policyvane``: the program."""

from policyvane._program import main

if __name__ == "__main__":
    raise SystemExit(main())
