"""The use cases: what a clinician does with the record. The only callers of the store."""
