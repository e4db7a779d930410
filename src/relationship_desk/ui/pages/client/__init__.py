"""The page Client."""
