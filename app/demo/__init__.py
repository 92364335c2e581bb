"""A fictitious meeting with simulated people who come through the real doors: for the demo and for rehearsals."""
