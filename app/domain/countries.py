"""Which shore of the Mediterranean a country counts to, for mixing and reports. Says nothing about anything else."""

from __future__ import annotations

NORTH_CODES = (
    "AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MC ME MK MT NL NO PL PT RO RS SE SI SK"
    " SM VA XK"
)
SOUTH_CODES = "DZ EG IL JO LB LY MA MR PS SY TN TR"
NORTH, SOUTH = frozenset(NORTH_CODES.split()), frozenset(SOUTH_CODES.split())
"""Northern; southern and eastern Mediterranean."""


def shore(country: str) -> str:
    """Return 'north', 'south', or '' where the country counts to neither."""
    return "north" if country in NORTH else "south" if country in SOUTH else ""
