"""The scripts of others are byte for byte what their table says."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha384

from tests.sources import ROOT

VENDOR = ROOT / "static" / "vendor"


def test_the_local_copies_have_the_hashes_of_the_table() -> None:
    table = dict(re.findall(r"^\| `(\S+\.js)` \| `(sha384-\S+)` \|$", (VENDOR / "README.md").read_text("utf-8"), re.M))
    assert table == {
        path.name: "sha384-" + b64encode(sha384(path.read_bytes()).digest()).decode() for path in VENDOR.glob("*.js")
    }
    assert len(table) == 3
