"""The form that a client fills in: full screen, large, and with nothing else of the program behind it."""
