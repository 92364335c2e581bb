"""World Café (domain.md §5 F5): one block with several rounds at tables; hosts stay, everybody else travels.

cafe       what a café is            planning   its tables, rounds and hosts; all rounds planned before it opens
topics     what is talked about at each table
turning    from round to round       hosts      who welcomes at a table, and who could when a host has gone
"""

from __future__ import annotations

from app.domain.formats.cafe.cafe import Cafe, the_cafe

__all__ = ["Cafe", "the_cafe"]
