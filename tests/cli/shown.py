#!/usr/bin/python3
"""What a page of docs/ shows is what comes out: its commands are run, its excerpts looked up.

In the page
  ```text      a block whose lines begin with "$ guarantee": each such command is run at the root of the tree (a backslash at a line's end
               carries it on), and what follows, up to the next command, is its output. A line with a lone … stands for any lines.
  ```yaml      lines of the dossier file, in one piece, at any indentation
  > text       words of the article, from one paragraph; line breaks do not count

usage: shown.py PROGRAM PAGE DOSSIER-FILE ARTICLE [--update]
--update writes the output of those commands that are shown in full; read it before it is committed
"""
import os
import re
import shlex
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ANSWERS = (0, 1)  # 1 is an answer too: no


def blocks(text, kind):
    """(start, end, lines) of each fenced block of that kind; start and end are offsets of its content."""
    for found in re.finditer(rf"^```{kind}\n(.*?)^```$", text, flags=re.M | re.S):
        yield found.start(1), found.end(1), found.group(1).splitlines()


def commands(lines):
    """Pairs of the lines of a command and the lines of output that are shown for it."""
    pairs, carried = [], False
    for line in lines:
        if line.startswith("$ ") or carried:
            if not carried:
                pairs.append(([], []))
            pairs[-1][0].append(line)
            carried = line.endswith("\\")
        elif not pairs:
            raise SystemExit(f"a block of output begins without a command: {line}")
        else:
            pairs[-1][1].append(line)
    return pairs


def run(program, command):
    """The output lines of a command as the page writes it."""
    words = shlex.split("\n".join(command).replace("\\\n", " ")[2:])
    if words[0] != "guarantee":
        raise SystemExit(f"no command of the program: {command[0]}")
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LD_LIBRARY_PATH", "LOCPATH")}
    kept.update(LC_ALL=os.environ.get("LC_ALL", "C.UTF-8"), TERM="dumb")
    found = subprocess.run([program] + words[1:], cwd=ROOT, env=kept, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           timeout=120, check=False)
    if found.returncode not in ANSWERS or found.stderr:
        raise SystemExit(f"{' '.join(command)} ended with {found.returncode}: {found.stderr.decode()}")
    return found.stdout.decode("utf-8").splitlines()


def matches(shown, printed):
    """The shown lines are the printed ones, a lone … standing for any number of them."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(matches(shown[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and matches(shown[1:], printed[1:])


def stripped(lines):
    """Without the blank lines at its end, which separate one command from the next."""
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def check_outputs(program, text):
    failed, count = False, 0
    for _, _, lines in blocks(text, "text"):
        for command, shown in commands(lines):
            printed = run(program, command)
            count += 1
            if not matches(stripped(shown), stripped(printed)):
                print("\n".join(command), "prints", *printed, "but the page shows", *shown, sep="\n")
                failed = True
    if count == 0:
        raise SystemExit("the page shows no output")
    return failed


def check_records(text, dossier):
    """Each block of YAML is a piece of the dossier file."""
    def flat(lines):
        depth = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        return [line[depth:] for line in lines]

    failed, there = False, dossier.splitlines()
    for _, _, lines in blocks(text, "yaml"):
        if not any(flat(there[at:at + len(lines)]) == flat(lines) for at in range(len(there) - len(lines) + 1)):
            print("no such piece in the dossier:", *lines, sep="\n")
            failed = True
    return failed


def check_quotes(text, article):
    """Each quotation stands in one paragraph of the article."""
    failed, there = False, [" ".join(paragraph.split()) for paragraph in article.split("\n\n")]
    for found in re.finditer(r"(?:^> .*\n)+", text, flags=re.M):
        words = " ".join(re.sub(r"^> ", "", found.group(), flags=re.M).split())
        if not any(words in paragraph for paragraph in there):
            print(f"not in the article: {words}")
            failed = True
    return failed


def updated(program, text):
    """The page with the output of those commands that it shows in full."""
    for start, end, lines in reversed(list(blocks(text, "text"))):
        new = []
        for command, shown in commands(lines):
            printed = run(program, command)
            whole = "…" not in shown
            new += command + stripped(printed if whole else shown)
            if not whole and not matches(stripped(shown), stripped(printed)):
                print("shown in part, to be written by hand:", *command, *printed, sep="\n")
        text = text[:start] + "\n".join(new) + "\n" + text[end:]
    return text


def main():
    program, page, dossier, article = os.path.abspath(sys.argv[1]), *sys.argv[2:5]
    texts = []
    for path in (page, dossier, article):
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    if sys.argv[5:] == ["--update"]:
        with open(page, "w", encoding="utf-8") as file:
            file.write(updated(program, texts[0]))
        return 0
    return check_outputs(program, texts[0]) | check_records(texts[0], texts[1]) | check_quotes(texts[0], texts[2])


sys.exit(main())
