"""What clinician and client look at together: full screen, large, in plain words, and nothing of the desk around it."""
