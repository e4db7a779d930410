"""What the program asks the clinician to consider."""
