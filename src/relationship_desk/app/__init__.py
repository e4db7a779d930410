"""The only room that knows every other: start, lock, errors, and what lies outside the practice."""
