#!/usr/bin/python3
"""Runs one case of the program: a file with a command, its expected exit status, output and complaints.

    # What the case shows.
    env: NO_COLOR=1            variables besides LC_ALL=C.UTF-8 and TERM=xterm (as often as needed)
    stdin: strait.yaml         a file given as standard input
    tty: 60                    standard output is a terminal of so many columns
    interrupt: yes             Ctrl-C while it waits for more of its standard input
    closed: stdout             the reader of standard output is gone
    full: stdout               standard output is a full disk
    lines: 12                  only the first lines of standard output are compared
    $ guarantee check strait.yaml
    status: 0
    --- stdout
    ...
    --- stderr
    ...

Commands run in tests/cli/data. Bytes that do not show are written ␛ (escape), ␍ (carriage return) and ␉ (tab);
a last line without its end is followed by a line with a lone ∎. A directory {tmp} of its own may be used; {cat FILE}
as the command's last words appends that file's text to standard output.

usage: run.py PROGRAM CASE [--update]     --update writes what came out into the case, to be read before it is committed
"""
import fcntl
import os
import pty
import re
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
SHOWN = {"\x1b": "␛", "\r": "␍", "\t": "␉"}


def parse(text):
    """The case's head as lines, and its expected parts by name."""
    head, *rest = re.split(r"^--- (stdout|stderr)\n", text, flags=re.M)
    parts = {"stdout": "", "stderr": ""}
    for name, body in zip(rest[::2], rest[1::2]):
        parts[name] = body
    settings = {"env": []}
    for line in head.splitlines():
        if line.startswith("$ "):
            settings["command"] = line[2:]
        elif not line.startswith("#") and ": " in line:
            key, value = line.split(": ", 1)
            if key == "env":
                settings["env"].append(value)
            else:
                settings[key] = value
    return head, settings, parts


def environment(settings):
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LD_LIBRARY_PATH", "LOCPATH", "LC_ALL")}
    kept.setdefault("LC_ALL", "C.UTF-8")
    kept.update(TERM="xterm", ASAN_OPTIONS="detect_leaks=1", UBSAN_OPTIONS="print_stacktrace=1")
    kept.update(entry.split("=", 1) for entry in settings["env"])
    return kept


def read_terminal(master):
    data = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # all who wrote are gone
            break
        if not piece:
            break
        data += piece
    return data.replace(b"\r\n", b"\n")


def run_interrupted(words, settings):
    """Gives it a first line and, once that was taken, the signal of Ctrl-C."""
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=DATA,
                               env=environment(settings))
    process.stdin.write(b"guarantee: 1\n")
    process.stdin.flush()
    while process.poll() is None and fcntl.ioctl(process.stdin, termios.FIONREAD, bytes(4)) != bytes(4):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    process.stdin.close()
    return process, process.stdout.read(), process.stderr.read()


def run(words, settings):
    if "interrupt" in settings:
        return run_interrupted(words, settings)
    stdin = open(os.path.join(DATA, settings["stdin"]), "rb") if "stdin" in settings else subprocess.DEVNULL
    options = dict(stdin=stdin, stderr=subprocess.PIPE, cwd=DATA, env=environment(settings))
    if "full" in settings:
        with open("/dev/full", "wb") as full:
            process = subprocess.Popen(words, stdout=full, **options)
        return process, b"", process.communicate(timeout=60)[1]
    if "closed" in settings:
        reader, writer = os.pipe()
        os.close(reader)
        process = subprocess.Popen(words, stdout=writer, **options)
        os.close(writer)
        return process, b"", process.communicate(timeout=60)[1]
    if "tty" not in settings:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, **options)
        return (process, *process.communicate(timeout=60))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(settings["tty"]), 0, 0))
    process = subprocess.Popen(words, stdout=slave, **options)
    os.close(slave)
    stdout = read_terminal(master)
    os.close(master)
    return process, stdout, process.communicate(timeout=60)[1]


def shown(data, temporary, limit=None):
    text = data.decode("utf-8").replace(temporary, "{tmp}")
    if limit is not None:
        text = "".join(text.splitlines(keepends=True)[:limit])
    for byte, sign in SHOWN.items():
        text = text.replace(byte, sign)
    return text if text == "" or text.endswith("\n") else text + "\n∎\n"


def outcome(program, settings):
    with tempfile.TemporaryDirectory() as temporary:
        command, _, cat = settings["command"].partition(" {cat ")
        words = [word.replace("{tmp}", temporary) for word in shlex.split(command)]
        process, stdout, stderr = run([program if words[0] == "guarantee" else words[0]] + words[1:], settings)
        if cat:
            with open(cat.rstrip("}").replace("{tmp}", temporary), "rb") as file:
                stdout += file.read()
        limit = int(settings["lines"]) if "lines" in settings else None
        return process.returncode, {"stdout": shown(stdout, temporary, limit), "stderr": shown(stderr, temporary)}


def write(path, head, status, parts):
    head = re.sub(r"^status: .*\n", "", head, flags=re.M).rstrip("\n") + f"\nstatus: {status}\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + "".join(f"--- {name}\n{body}" for name, body in parts.items() if body))


def main():
    program, path = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(path, encoding="utf-8", newline="") as file:
        head, settings, expected = parse(file.read())
    status, found = outcome(program, settings)
    if sys.argv[3:] == ["--update"]:
        write(path, head, status, found)
        return 0
    failed = False
    if str(status) != settings.get("status"):
        print(f"status {status}, expected {settings.get('status')}")
        failed = True
    for name in ("stdout", "stderr"):
        if found[name] != expected[name]:
            print(f"{name} was\n{found[name]}expected\n{expected[name]}", end="")
            failed = True
    return failed


sys.exit(main())
