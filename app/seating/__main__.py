"""`python -m app.seating`: a pickled (problem, seed) comes in, a pickled solution goes out; only our server calls it.

A process of its own, so that the longest search holds up nobody.
"""

from __future__ import annotations

import pickle
import sys

from app.seating.solve import solve

problem, seed = pickle.load(sys.stdin.buffer)  # noqa: S301 (only our own server's pipe)
pickle.dump(solve(problem, seed=seed), sys.stdout.buffer)
