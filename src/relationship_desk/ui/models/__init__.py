"""What tables and lists show, as Qt models and plain rows."""
