"""Our css and js: many small files in the tree, one of each on the wire, named by its hash and kept for a year."""

from __future__ import annotations

import gzip
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).resolve().parent.parent.parent / "static"


@dataclass(frozen=True, slots=True)
class Asset:
    """One joined file: its address holds the hash of its bytes, so it may be kept for ever."""

    path: str
    body: bytes
    packed: bytes
    media_type: str


def join(name: str, kind: str, media_type: str, *, first: tuple[str, ...] = (), apart: tuple[str, ...] = ()) -> Asset:
    """Join `static/<kind>/*.<kind>`: the files named `first` lead, those that begin with a word of `apart` stay out."""
    folder = STATIC / kind
    wanted = sorted(path.name for path in folder.glob(f"*.{kind}") if not path.name.startswith(apart))
    rest = [each for each in wanted if each not in first]
    return asset(name, kind, media_type, "\n".join((folder / each).read_text("utf-8") for each in (*first, *rest)))


def asset(name: str, kind: str, media_type: str, text: str) -> Asset:
    """Name a text by what it is for and by its hash."""
    body = text.encode()
    mark = urlsafe_b64encode(sha256(body).digest()[:9]).decode()
    return Asset(f"/static/{name}.{mark}.{kind}", body, gzip.compress(body, 9, mtime=0), media_type)


def asset_route(made: Asset) -> Route:
    """Serve one joined file, packed where the browser takes it."""

    async def serve(request: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(made.packed, media_type=made.media_type, headers={**headers, "Content-Encoding": "gzip"})
        return Response(made.body, media_type=made.media_type, headers=headers)

    return Route(made.path, serve, methods=["GET"])


def folder_mount() -> Mount:
    """Serve icons and the vendored scripts as the files they are."""
    return Mount("/static", StaticFiles(directory=STATIC), name="static")
