"""Short forms over a page; opened, never executed."""
