"""What is true: meetings, people, rooms and clocks as pure, synchronous rules on the standard library alone.

One file per noun, each read from top to bottom: the state, the commands that decide, the events that evolve.
Refuses: a clock, randomness, reading and writing, and any import from outside this package.
"""
