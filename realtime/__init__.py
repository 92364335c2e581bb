"""The live engine: durable streams of events, one writer each, and HTML panels pushed to the tabs that watch them.

A small library that has never heard of a meeting and never imports `app`. Who watches what, and what a panel looks
like, comes in as functions.
"""
