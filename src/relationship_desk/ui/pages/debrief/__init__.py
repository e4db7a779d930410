"""The debrief of one session: plan of last time, note, ratings, directiveness and focus."""
