"""The locked side: first run and unlock. Imports no store, no service and no plot, so that it shows at once."""
