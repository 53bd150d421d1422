"""``crm web``: nobody reads the book who was not given the address, and the page loads nothing from elsewhere."""

import os
import re
import select
import shlex
import socket
import subprocess
from argparse import Namespace
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from crm.cli import main
from crm.commands.web import command
from crm.web.server import COOKIE, HOST, LocalServer

Client = TestClient[Request, Application]


@pytest.fixture
def server() -> LocalServer:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return LocalServer("true", free.getsockname()[1], "crm · people.json")


@pytest_asyncio.fixture
async def client(server: LocalServer) -> AsyncIterator[Client]:
    app = await server._make_app()
    async with TestClient(TestServer(app, host=HOST, port=server.port)) as made:
        yield made


async def test_the_page_opens_with_its_whole_address_only(client: Client, server: LocalServer) -> None:
    for path in ("/", "/?key=", "/?key=guess", "/download/1", "/ws"):
        assert (await client.get(path)).status == 403
    page = await client.get(f"/?key={server.key}")
    assert page.status == 200
    assert "crm · people.json" in await page.text()
    assert page.cookies[COOKIE]["samesite"] == "Strict"
    assert page.cookies[COOKIE]["httponly"]


async def test_the_page_loads_from_here_only(client: Client, server: LocalServer) -> None:
    page = await client.get(f"/?key={server.key}")
    addresses = re.findall(r'(?:src=|href=|url\(|data-session-websocket-url=)"([^"]+)"', await page.text())
    mine = (server.public_url, f"ws://{HOST}:{server.port}/ws", "data:")
    assert len(addresses) >= 4
    assert all(address.startswith(mine) for address in addresses)
    assert page.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self' 'sha256-"
    )
    for address in addresses:
        if address.startswith("http"):
            assert (await client.get(address.removeprefix(server.public_url))).status == 200


async def test_the_script_in_the_page_is_the_one_that_may_run(client: Client, server: LocalServer) -> None:
    page = await client.get(f"/?key={server.key}")
    (script,) = re.findall(r"<script>(.*?)</script>", await page.text(), re.DOTALL)
    assert "display: none" not in await page.text(), "hidden words load the font that the terminal measures"
    assert "keys.focus()" in script, "keys are heard without a click"
    known = b64encode(sha256(script.encode()).digest()).decode()
    assert f"'sha256-{known}'" in page.headers["Content-Security-Policy"]


async def test_another_site_cannot_drive_the_app(client: Client, server: LocalServer) -> None:
    cookie = {"Cookie": f"{COOKIE}={server.key}"}
    for headers in (
        {**cookie, "Origin": "https://elsewhere.example.org"},
        {**cookie},
        {"Origin": server.public_url},
        {"Origin": server.public_url, "Cookie": f"{COOKIE}=guess"},
    ):
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect("/ws", headers=headers)
        assert refused.value.status == 403


def test_each_page_runs_the_book_that_was_named(tmp_path: Path) -> None:
    book = tmp_path / "my people; rm.json"
    words = shlex.split(command(Namespace(file=book, today=date(2026, 11, 24))))
    assert words[1:] == ["-m", "crm", "--file", str(book), "--today", "2026-11-24"]


def test_the_app_is_drawn_into_its_page_without_a_terminal(tmp_path: Path) -> None:
    book = tmp_path / "people.json"
    book.write_text('{"contacts": {"1": {"name": "Ada Novak"}}}', encoding="utf-8")
    words = shlex.split(command(Namespace(file=book, today=date(2026, 11, 24))))
    environ = os.environ | {
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"
    }  # as the server starts it
    drawn = b""
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ) as running:
        assert running.stdout is not None
        try:
            while b"Ada Novak" not in drawn:
                assert select.select([running.stdout], [], [], 20)[0], drawn
                drawn += (more := os.read(running.stdout.fileno(), 1 << 16))
                assert more, drawn
        finally:
            running.kill()


def test_it_listens_on_this_machine_only(server: LocalServer) -> None:
    assert server.host == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.port}/?key={server.key}"
    assert len(server.key) >= 32


def test_a_port_that_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["web", "--port", "70000", "--file", str(tmp_path / "people.json")]) == 1
    assert capsys.readouterr().err == "crm: there is no port 70000: ports are 1 to 65535\n"


def test_a_port_that_is_taken_is_refused_before_an_address_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["web", "--port", str(port), "--file", str(tmp_path / "people.json")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"crm: port {port} cannot be had (in use already): --port chooses another one\n"
