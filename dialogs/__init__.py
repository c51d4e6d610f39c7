"""One conversation: what it remembers, what happens to it, what it says back."""
