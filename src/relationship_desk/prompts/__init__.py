"""Rules and the engine that turns signals and characteristics into prompts. Pure functions over a history."""
