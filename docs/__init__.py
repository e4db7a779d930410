"""The pages written from the program itself, and the check that they are current."""
