"""What clients have answered on this laptop, shown first after unlocking."""
