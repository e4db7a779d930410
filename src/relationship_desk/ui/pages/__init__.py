"""One folder a page: its spec, its view, its presenter."""
