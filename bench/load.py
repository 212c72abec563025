"""Presses a link again and again over connections that stay open, from a process of its own: `PORT PATH TIMES`.

Prints the seconds that it took. It reads no more of HTTP than it must, so that it is the server that is measured.
"""

import socket
import sys
import threading
from time import perf_counter

CONNECTIONS = 4
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def press(port: int, path: str, times: int) -> None:
    """Ask so often over one connection; raises ValueError when an answer is no redirect."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {AGENT}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(times):
            connection.sendall(request)
            answer = b""
            while b"\r\n\r\n" not in answer:
                part = connection.recv(65_536)
                if not part:
                    raise ValueError("the server hung up")
                answer += part
            if not answer.startswith(b"HTTP/1.1 302"):
                raise ValueError(answer[:100])


def main() -> None:
    """Press over several connections at once."""
    port, path, times = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    threads = [threading.Thread(target=press, args=(port, path, times // CONNECTIONS)) for _ in range(CONNECTIONS)]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(perf_counter() - started)


if __name__ == "__main__":
    main()
