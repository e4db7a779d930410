"""Timing as ratios, each measured in one run against the plainest program that does the same."""
