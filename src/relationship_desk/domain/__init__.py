"""The words of the field as frozen dataclasses, and the rules that make them valid. Standard library only."""
