"""The supervision summary, from choices to the PDF."""
