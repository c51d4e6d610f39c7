"""How right, how quick and how small our advice is, beside simpler ways: all that `make evaluate` needs."""
