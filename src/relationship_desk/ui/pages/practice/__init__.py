"""The view of the whole practice, beside the list of clients."""
