"""Listening."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import uvicorn

from kg.errors import InputError
from kg.lang import Text, say
from kg.schema import ID_BASE
from kg.serve.app import application
from kg.serve.options import Options
from kg.store import current

HOST = "127.0.0.1"  # nobody else on the network is served
_PAGES = (
    (Text("图谱", "explorer"), ""),
    (Text("查询", "query"), "query"),
    (Text("SPARQL 接口", "SPARQL endpoint"), "sparql"),
)


def serve(out: Path, port: int = 7878, base: str = ID_BASE, options: Options | None = None) -> None:
    """Answer until interrupted. Port 0 takes a free one; the address is printed.

    Raises:
        StoreError: ``out`` holds no finished build.
        InputError: the port is taken or not allowed.
    """
    current(out)
    # With the protocol named asyncio sends small answers at once (TCP_NODELAY): else 40 ms later.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        if os.name == "posix":  # elsewhere this would share the port with whoever has it
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise InputError(
                f"--port {port}",
                Text(
                    f"不能用（{error}）；请换一个，如 --port 0",
                    f"cannot be used ({error}); try another, as --port 0",
                ),
            ) from error
        listening.listen()  # who reads the address below may connect at once, and waits a moment
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        for what, path in _PAGES:
            print(f"{address}{path}  {what}", flush=True)
        print(say("按 Ctrl-C 停止", "stop with Ctrl-C"), flush=True)
        config = uvicorn.Config(
            application(out, base, options), log_level="warning", timeout_graceful_shutdown=2
        )
        uvicorn.Server(config).run(sockets=[listening])
