"""How fast, how steady and how large the app is on this machine: `make bench`."""
