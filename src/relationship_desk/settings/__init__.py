"""Every setting declared once: type, default, bounds and help text."""
