"""Random hostile values, from one seed: texts that have hurt others, cut, joined and damaged."""

from __future__ import annotations

from random import Random
from urllib.parse import quote_from_bytes

SORE = (
    "", " ", "0", "-1", "1e309", "nan", "NaN", "999999999999999999999999", "1_000", "٣", "true", "null", "[]", "{}",
    "p1", "p10", "m1", "k1", "m2", "2", "rooms", "plenary", "now", "fr", "UTC", "together", "organiser",
    "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "{{7*7}}", "{% raw %}", "%s%n", "${x}", "{name}",
    "../../etc/passwd", "javascript:alert(1)", "https://", "https://a@b", "https://[::1", "//x",
    "\\\\x", "=1+1", "\r\nX: y",
    "\x00", "\x1b[31m", "\u202e", "\u2066", "\ufeff", "\ufffd", "\u200d", "👨\u200d👩\u200d👧", "a\u0301",
    "ﷺ", "نور ١٢٣", "İ", "ß", "ſ",
)  # fmt: skip


class Dice:
    """Everything random of one run."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def text(self) -> str:
        """Return a short or long text, sore places included."""
        parts = [self.random.choice(SORE) for _ in range(self.random.choice((1, 1, 1, 2, 5)))]
        return "".join(parts) * self.random.choice((1, 1, 1, 1, 3, 200))

    def some(self, most: int = 60) -> bytes:
        """Return random bytes."""
        return self.random.randbytes(self.random.randrange(most))

    def damaged(self, whole: bytes) -> bytes:
        """Return bytes with some flipped, cut out, doubled or put in."""
        said = bytearray(whole)
        for _ in range(self.random.choice((1, 1, 2, 8))):
            at = self.random.randrange(len(said) + 1)
            deed = self.random.randrange(4)
            if deed == 0:
                said[at : at + 1] = self.some(4)
            elif deed == 1:
                del said[at : at + self.random.randrange(1, 9)]
            elif deed == 2:
                said[at:at] = said[at : at + self.random.randrange(1, 40)]
            else:
                said[at:at] = self.random.choice(SORE).encode()
        return bytes(said)

    def quoted(self) -> str:
        """Return something for an address: percent-encoded bytes, broken UTF-8 among them."""
        raw = self.random.choice((self.some(), self.text().encode()))
        return quote_from_bytes(raw, safe="") or "-"

    def chance(self, share: float) -> bool:
        """Say yes so often."""
        return self.random.random() < share
