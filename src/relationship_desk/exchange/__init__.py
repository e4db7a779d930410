"""The data package: the record as plain CSV tables with a schema, out and in."""
