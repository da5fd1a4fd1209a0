"""A mail server on loopback that fails as it is told."""

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any

SLOWLY = 1.0  # seconds between two bytes of a server that drips


@dataclass(frozen=True)
class Letter:
    """One mail that the server took."""

    to: str
    message_id: str
    text: str


class MailSink:
    """Takes mail in a thread of its own. `mode` may change at any time:

    "ok"; "drop" (421 instead of taking a mail); "hang" (no answer once it has the mail); "drip" (answers one byte
    a second). `refused` are addresses that it answers with 550, `delay` seconds that it takes for each mail.
    """

    def __init__(self) -> None:
        self.mode, self.delay, self.port = "ok", 0.0, 0
        self.refused: set[str] = set()
        self.letters: list[Letter] = []
        self.visits = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: Any = None

    def __enter__(self) -> "MailSink":
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def close(self) -> None:
        """Go down: whoever calls is refused."""
        self._server.close()

    def open(self) -> None:
        """Come up again at the same port."""
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", self.port))

    def ids(self) -> list[str]:
        return [letter.message_id for letter in self.letters]

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        with suppress(ConnectionError, asyncio.CancelledError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._say(writer, "220 sink")
        to = ""
        while line := (await reader.readline()).decode(errors="replace").strip():
            verb = line.split()[0].upper()
            if verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                await self._say(writer, "550 no such user" if to in self.refused else "250 OK")
            elif verb == "DATA":
                if self.mode == "drop":
                    await self._say(writer, "421 going down")
                    return
                await self._take(reader, writer, to)
            elif verb == "QUIT":
                await self._say(writer, "221 bye")
                return
            else:
                await self._say(writer, "250 OK")

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, to: str) -> None:
        await self._say(writer, "354 go on")
        lines = []
        while (line := await reader.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self.mode == "hang":
            await asyncio.sleep(600)
        await asyncio.sleep(self.delay)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        part = message.get_body(("plain",))
        text = part.get_content() if part else ""
        self.letters.append(Letter(to, message["Message-ID"], f"{message['Subject']}\n{text}"))
        await self._say(writer, "250 taken")

    async def _say(self, writer: asyncio.StreamWriter, line: str) -> None:
        text = f"{line}\r\n".encode()
        steps = [text[at : at + 1] for at in range(len(text))] if self.mode == "drip" else [text]
        for step in steps:
            writer.write(step)
            await writer.drain()
            if self.mode == "drip":
                await asyncio.sleep(SLOWLY)
