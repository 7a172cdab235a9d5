"""``python -m soilbib``."""

from soilbib.cli import main

main()
