"""The server behind ``crm web``."""

import secrets
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

HOST = "127.0.0.1"
"""The loopback address: nothing else is ever listened on."""

COOKIE = "crm-key"

PAGE = Path(__file__).parent
"""The page and its script."""


class LocalServer(Server):
    """Serves one command to whoever opened the page by its whole address.

    A page of another site can reach loopback ports too, through its visitor's browser. It does not know the key, is
    not sent the cookie, and its name in ``Origin`` is not ours.
    """

    def __init__(self, command: str, port: int, title: str) -> None:
        super().__init__(command, HOST, port, title, templates_path=PAGE)
        self.key = secrets.token_urlsafe(24)

    @property
    def address(self) -> str:
        """Where the page is, with its key."""
        return f"{self.public_url}/?key={self.key}"

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002 - the server's signature
        print(f"crm is at {self.address}\nIt can be opened on this machine only. Ctrl+C ends it.", flush=True)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page, for whoever knows the key."""
        if not self._is_key(request.query.get("key")):
            raise web.HTTPForbidden(text="Open the whole address that crm web printed.\n")
        page: web.StreamResponse = await super().handle_index(request)
        page.set_cookie(COOKIE, self.key, httponly=True, samesite="Strict")
        page.headers["Content-Security-Policy"] = self._policy
        page.headers["Cache-Control"] = "no-store"
        return page

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """What drives the app, from our own page."""
        self._require_page(request)
        if request.headers.get("Origin") != self.public_url:
            raise web.HTTPForbidden(text="This is not the page of crm.\n")
        return await super().handle_websocket(request)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """A file that the app hands out."""
        self._require_page(request)
        return await super().handle_download(request)

    def _require_page(self, request: web.Request) -> None:
        if not self._is_key(request.cookies.get(COOKIE)):
            raise web.HTTPForbidden(text="Open the whole address that crm web printed.\n")

    def _is_key(self, given: str | None) -> bool:
        return given is not None and secrets.compare_digest(given.encode(), self.key.encode())

    @property
    def _policy(self) -> str:
        socket = self.public_url.replace("http:", "ws:", 1)
        script = (PAGE / "page.js").read_text(encoding="utf-8").removesuffix("\n")
        known = b64encode(sha256(script.encode()).digest()).decode()
        return (
            f"default-src 'none'; script-src 'self' 'sha256-{known}'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
            f"img-src 'self' data: blob:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )
