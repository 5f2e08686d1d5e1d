"""What examples/python and the pages that show Python print is what comes out.

usage: test_docs.py [--update]      --update writes the examples' and sessions' output anew; read the difference before it is committed

Examples run at the root of the tree; their output is in expected/. Of a page, each ```python block that begins with ">>>" is a session, run by
doctest with one memory for the whole page, in which a "..." stands for anything and an empty line for itself; a block without ">>>" is run as it stands. A block that
imports a package that is not at hand is left out, and the test says so.
"""
import contextlib
import doctest
import importlib.util
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from common import ROOT

EXPECTED = pathlib.Path(__file__).resolve().parent / "expected"
EXAMPLES = sorted((ROOT / "examples" / "python").glob("*.py"))
PAGES = {"docs/python.md": 20, "bindings/python/README.md": 1, "README.md": 1}  # and how many blocks each has at least
FLAGS = doctest.ELLIPSIS | doctest.REPORT_NDIFF


def output_of(script, directory):
    """What an example prints; the one that saves does so in the directory."""
    arguments = [os.path.join(directory, "saved.yaml")] if script.stem == "build" else []
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, str(script), *arguments], cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{script.name} ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode("utf-8")


def blocks(text):
    """(line, text) of each block of Python."""
    for found in re.finditer(r"^```python\n(.*?)^```$", text, flags=re.M | re.S):
        yield text.count("\n", 0, found.start(1)), found.group(1)


def examples(block):
    """The examples of a session. It has no pauses: an empty line is output."""
    return doctest.DocTestParser().get_examples(re.sub(r"^$(?!\Z)", "<BLANKLINE>", block, flags=re.M))


def missing(block):
    """The packages that a block imports and that are not at hand."""
    names = re.findall(r"^(?:>>> )?(?:import|from) (\w+)", block, flags=re.M)
    return [name for name in names if importlib.util.find_spec(name) is None]


@contextlib.contextmanager
def at(directory):
    before = os.getcwd()
    os.chdir(directory)
    try:
        yield
    finally:
        os.chdir(before)


class Examples(unittest.TestCase):
    def test_there_is_one_for_each_question(self):
        self.assertEqual([script.stem for script in EXAMPLES], ["accept", "build", "hold", "record", "settle"])

    def test_output(self):
        for script in EXAMPLES:
            with self.subTest(script.name), tempfile.TemporaryDirectory() as directory:
                self.maxDiff = None
                self.assertEqual(output_of(script, directory), (EXPECTED / f"{script.stem}.txt").read_text(encoding="utf-8"))


class Pages(unittest.TestCase):
    def run_page(self, page, least):
        memory, runner, count = {"__name__": "__main__"}, doctest.DocTestRunner(optionflags=FLAGS, verbose=False), 0
        text, said = (ROOT / page).read_text(encoding="utf-8"), io.StringIO()
        for line, block in blocks(text):
            count += 1
            if missing(block):
                print(f"{page}:{line}: left out, there is no {', '.join(missing(block))}", file=sys.stderr)
            elif block.startswith(">>>"):
                test = doctest.DocTest(examples(block), memory, page, page, line, block)
                runner.run(test, out=said.write, clear_globs=False)
                memory.update(test.globs)
            else:
                with contextlib.redirect_stdout(io.StringIO()) as printed:
                    exec(compile(block, f"{page}:{line}", "exec"), memory)
                self.assertTrue(printed.getvalue(), f"{page}:{line}: it prints nothing")
        self.assertEqual(runner.failures, 0, said.getvalue())
        self.assertGreaterEqual(count, least, f"{page} shows too little")

    def test_pages(self):
        with tempfile.TemporaryDirectory() as directory:
            os.symlink(ROOT / "examples", os.path.join(directory, "examples"))
            for page, least in PAGES.items():
                with self.subTest(page), at(directory):
                    self.run_page(page, least)


class Recorder(doctest.OutputChecker):
    """Takes whatever comes out."""

    def check_output(self, want, got, flags):
        self.got = got
        return True


def session(block, memory, page):
    """The block with what comes out, but for what is shown in part or raised."""
    recorder, out = Recorder(), []
    runner = doctest.DocTestRunner(checker=recorder, verbose=False)
    for example in examples(block):
        recorder.got = ""
        test = doctest.DocTest([example], memory, page, page, 0, block)
        runner.run(test, out=lambda text: sys.stderr.write(text), clear_globs=False)
        memory.update(test.globs)
        lines = example.source.rstrip("\n").split("\n")
        got = example.want if example.exc_msg or "..." in example.want else recorder.got
        out += [("... " if number else ">>> ") + line for number, line in enumerate(lines)]
        out += got.replace("<BLANKLINE>", "").rstrip("\n").split("\n") if got else []
    return "\n".join(out) + "\n"


def update_page(page):
    memory, path = {"__name__": "__main__"}, ROOT / page
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as directory:
        os.symlink(ROOT / "examples", os.path.join(directory, "examples"))
        with at(directory):
            for _, block in list(blocks(text)):
                if block.startswith(">>>") and not missing(block):
                    text = text.replace(block, session(block, memory, page), 1)
    path.write_text(text, encoding="utf-8")


def update():
    update_page("docs/python.md")
    EXPECTED.mkdir(exist_ok=True)
    for script in EXAMPLES:
        with tempfile.TemporaryDirectory() as directory:
            (EXPECTED / f"{script.stem}.txt").write_text(output_of(script, directory), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main()
