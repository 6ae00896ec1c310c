"""``python -m api.cli``: the same as ``concite``."""

from api.cli import main

main()
