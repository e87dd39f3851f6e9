"""How fast the product is, beside what it is made of: `python -m benchmarks --help`."""
