"""Ends a connection in the ways in which networks end them: in the middle of an answer, or without a word."""

import socket
import struct

from aiohttp import web


def cut(request: web.Request) -> web.Response:
    """Reset the connection of a request (TCP RST); what is returned reaches nobody."""
    transport = request.transport
    if transport is not None:
        at_once = struct.pack("ii", 1, 0)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        transport.abort()
    return web.Response()


async def send_half(request: web.Request, whole: web.Response) -> web.StreamResponse:
    """Send the first half of an answer, and close the connection."""
    body = whole.body if isinstance(whole.body, bytes) else b""
    half = web.StreamResponse(status=whole.status, headers=whole.headers)
    half.content_length = len(body)
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return half
