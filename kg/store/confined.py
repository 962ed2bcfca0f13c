"""Runs a program that does what strangers ask: with a cap on its memory, and with no way to other machines.

It is run by its path and imports nothing of kg; arguments: bytes of memory, the program's path, and its own arguments.
What a query may say is checked before; where a parser reads it otherwise than that check, the kernel still refuses to
open a connection (Linux on x86-64 and ARM; elsewhere there is the check alone).
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import runpy
import socket
import struct
import sys

KERNELS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # the number of each, and of its call `socket`
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # of prctl(2)
_LOAD, _IS, _RETURN = 0x20, 0x15, 0x06  # of the kernel's filter programs: load a word, compare, return
_CALL, _KERNEL, _FIRST_ARGUMENT = 0, 4, 16  # where these stand in what a filter is told
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES


def main() -> None:
    """Run the program."""
    memory, program = int(sys.argv[1]), sys.argv[2]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    refuse_sockets()
    sys.argv = sys.argv[2:]
    runpy.run_path(program, run_name="__main__")


def refuse_sockets() -> None:
    """Have the kernel refuse this process every new socket but those within this machine."""
    if sys.platform != "linux" or os.uname().machine not in KERNELS:
        return
    kernel, call = KERNELS[os.uname().machine]
    steps = (
        (_LOAD, 0, 0, _KERNEL),
        (_IS, 0, 5, kernel),
        (_LOAD, 0, 0, _CALL),
        (_IS, 0, 3, call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IS, 1, 0, socket.AF_UNIX),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    filter = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    prctl = ctypes.CDLL(None).prctl
    prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    prctl(_SECCOMP, _FILTER, ctypes.create_string_buffer(filter))


if __name__ == "__main__":
    main()
