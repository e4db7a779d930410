"""What the research says: the entries of the info sheet and of the later editions, with their tiers and figures."""
