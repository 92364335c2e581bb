"""Gallery walks (domain.md §5 F10): practice sheets as stations, in two ways.

alone      each at their own pace, with nothing but a list
groups     in groups that stand at one sheet until the clock sends them on
turning    from sheet to sheet, and home again           choosing   which of the two ways, and how long at each sheet
"""
