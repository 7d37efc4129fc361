"""What the machine refuses, and what is asked of it wrongly -> one plain line each."""

from __future__ import annotations

import errno
import platform
import re
import sys
from collections.abc import Mapping

_PANGO = {
    "darwin": "brew install pango",
    "win32": "see docs/windows.md",
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango",
}
_FAMILIES = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}
_WORDS = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "no space is left for you on the disk",
    errno.EFBIG: "the file would be larger than is allowed here",
    errno.EACCES: "there is no permission to write there",
    errno.EPERM: "there is no permission to write there",
    errno.EROFS: "the disk can only be read",
    errno.ELOOP: "the links lead round in a circle",
    errno.ENAMETOOLONG: "the name is too long",
}


def refusal(error: OSError) -> str:
    """What the machine refuses, and what to do about it."""
    if re.search("cannot load library|libpango|libgobject|libharfbuzz|libfontconfig", str(error)):
        return f"Pango, the library that lays out the lines, is missing: {_install()}"
    why = _WORDS.get(error.errno or 0) or error.strerror or str(error)
    return f"{error.filename}: {why}" if error.filename else f"the machine refuses: {why}"


def misuse(environment: Mapping[str, str]) -> str:
    """What is wrong with the variables that the program honours; empty where nothing is."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch and not re.fullmatch("[0-9]{1,12}", epoch):
        return f"SOURCE_DATE_EPOCH is “{epoch}”: it must be a whole number of seconds, or not be set"
    return ""


def _install() -> str:
    """The command of this system."""
    if sys.platform in _PANGO:
        return _PANGO[sys.platform]
    try:
        release = platform.freedesktop_os_release()
    except OSError:  # a system that does not say what it is
        release = {}
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        family = _FAMILIES.get(name, name)
        if family in _PANGO:
            return _PANGO[family]
    return "install the package pango of your system (see “Set-up” in the README)"
