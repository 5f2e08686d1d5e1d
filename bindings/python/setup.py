"""Compiles guarantee._native with the library's own sources inside: a compiler, libyaml and utf8proc are all that is needed.

The sources are those of the tree that this directory stands in, or, in a source distribution, its directory `library`, where `sdist` puts
them. libyaml and utf8proc are linked statically where their archives are at hand, so that nothing has to be installed later.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from setuptools import Distribution, Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE / "library" if (HERE / "library").is_dir() else HERE.parent.parent
PARTS = ("include", "lib")
# From the room that uses none to the room that uses all; the order makes no difference to the linker.
WANTED = {"yaml": ("yaml.h", "libyaml-dev"), "utf8proc": ("utf8proc.h", "libutf8proc-dev")}


def relative(path):
    """Relative within this directory, absolute outside: then all objects stay within the build directory."""
    return str(path.relative_to(HERE)) if HERE in path.parents else str(path)


def version():
    header = (TREE / "include" / "guarantee.h").read_text(encoding="utf-8")
    return re.search(r'#define GTEE_VERSION_STRING "([^"]+)"', header)[1]


class Build(build_ext):
    """Compiles with as many processes as there are cores, and says plainly what is missing."""

    def get_source_files(self):
        """What a source distribution lists: SourceDistribution puts the rest where it belongs."""
        return [path for path in super().get_source_files() if not os.path.isabs(path)]

    def build_extensions(self):
        missing = [package for name, (header, package) in WANTED.items() if not self.compiles(f"#include <{header}>\nint main(void) {{ return 0; }}\n")]
        if missing:
            raise SystemExit(f"guarantee: the headers of libyaml and utf8proc are needed to build; on Debian: apt-get install {' '.join(missing)}")
        for extension in self.extensions:
            extension.libraries, extension.extra_objects = [], []
            for name in WANTED:
                archive = self.archive(name)
                if archive is not None:
                    extension.extra_objects.append(archive)
                else:
                    extension.libraries.append(name)
        self.compiler.compile = self.compile_in_parallel(self.compiler.compile)
        super().build_extensions()

    def compiles(self, text):
        with tempfile.TemporaryDirectory() as directory:
            source = pathlib.Path(directory) / "try.c"
            source.write_text(text)
            try:
                self.compiler.compile([str(source)], output_dir=directory)
            except Exception:
                return False
        return True

    def archive(self, name):
        """The static library, if it can be linked into a shared one; None otherwise."""
        if sys.platform == "win32" or os.environ.get("GUARANTEE_SHARED_DEPS"):
            return None
        asked = subprocess.run([*self.compiler.compiler_so[:1], f"-print-file-name=lib{name}.a"], capture_output=True, text=True, check=False)
        path = asked.stdout.strip()
        if asked.returncode != 0 or not os.path.isabs(path):
            return None
        with tempfile.TemporaryDirectory() as directory:
            target = os.path.join(directory, "try.so")
            linked = subprocess.run([*self.compiler.compiler_so[:1], "-shared", "-o", target, "-Wl,--whole-archive", path, "-Wl,--no-whole-archive"],
                                    capture_output=True, check=False)
        return path if linked.returncode == 0 else None

    @staticmethod
    def compile_in_parallel(compile_one):
        """The same, a source at a time, several at once."""

        def compile_all(sources, *args, **kwargs):
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
                objects = list(pool.map(lambda source: compile_one([source], *args, **kwargs), sources))
            return [each for part in objects for each in part]

        return compile_all


class SourceDistribution(sdist):
    """Puts the library's sources beside the binding's own, so that it builds by itself."""

    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        target = pathlib.Path(base_dir) / "library"
        for part in PARTS:
            shutil.copytree(TREE / part, target / part, dirs_exist_ok=True)
        for name in ("LICENSE",):
            if not (pathlib.Path(base_dir) / name).exists() and (TREE / name).exists():
                shutil.copy2(TREE / name, pathlib.Path(base_dir) / name)


def options():
    """Only the module's entry is seen from outside: neither the library's names nor those of what is linked into it."""
    if sys.platform == "win32":
        return {}
    # Headers of one Python may declare what those of another do not; without its prototype a call is wrong, and a warning is easily missed.
    compile_args = ["-std=c11", "-fvisibility=hidden", "-g0", "-O2", "-Werror=implicit-function-declaration"]
    link_args = []
    if sys.platform.startswith("linux"):
        link_args = [f"-Wl,--version-script={relative(HERE / 'src' / 'native.map')}", "-Wl,--exclude-libs,ALL"]
    return {"extra_compile_args": compile_args, "extra_link_args": link_args}


native = Extension(
    "guarantee._native",
    sources=sorted(relative(path) for path in [*(HERE / "src").glob("*.c"), *(HERE / "src" / "generated").glob("*.c"), *(TREE / "lib").glob("*/*.c")]),
    depends=sorted(relative(path) for path in [*(HERE / "src").glob("**/*.h"), *TREE.glob("lib/**/*.h"), TREE / "include" / "guarantee.h"]),
    include_dirs=[relative(HERE / "src"), relative(TREE / "include"), relative(TREE / "lib")],
    define_macros=[("_POSIX_C_SOURCE", "200809L"), ("Py_LIMITED_API", "0x03090000")],
    py_limited_api=True,
    **options(),
)


class Binary(Distribution):
    def has_ext_modules(self):
        return True


setup(
    version=version(),
    ext_modules=[native],
    distclass=Binary,
    cmdclass={"build_ext": Build, "sdist": SourceDistribution},
    options={"bdist_wheel": {"py_limited_api": "cp39"}},
)
