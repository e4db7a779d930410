"""The trend plots: one in focus, all elements as small ones, and the one that explains a prompt."""
