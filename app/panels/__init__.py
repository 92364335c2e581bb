"""What each audience sees: <audience>/<noun>.py define panels, channels.py says who may watch which.

A panel is one block of a template, the slice of state that fills it, and the events that change it.
"""
