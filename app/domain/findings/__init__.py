"""Findings: trends, methods, priorities, tips and lessons, made of what was said and heard again (domain.md §3.3–3.4).

finding    what a finding is, its kinds and sources     making   making, changing, hearing again, dropping
saying     what a form says of one, read and checked
platitudes the checks: a source, a verb of action, and more than would be true of any meeting
"""

from __future__ import annotations

from app.domain.findings.finding import KINDS, Finding, Findings, Source

__all__ = ["KINDS", "Finding", "Findings", "Source"]
