"""The parts of the bench, one a module; each gives its figures."""
