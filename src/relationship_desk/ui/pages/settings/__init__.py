"""What the clinician has chosen."""
