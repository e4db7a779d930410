"""What the library says, as plain data: its pages, its search and what explains a term all read the same."""
