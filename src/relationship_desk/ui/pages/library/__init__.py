"""What the research says, to read."""
