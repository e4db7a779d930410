"""One repository an aggregate: rows in, frozen domain objects out. Only the unit of work makes them."""
