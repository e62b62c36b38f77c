"""Becomes another program to which the kernel denies a system call with an error.

usage: deny.py CALL ERROR PROGRAM [ARGUMENT...]
"""
import ctypes
import errno
import os
import platform
import struct
import sys

NUMBERS = {"x86_64": {"socket": 41, "bind": 49, "accept4": 288, "fallocate": 285},
           "aarch64": {"socket": 198, "bind": 200, "accept4": 242, "fallocate": 47}}

# linux/filter.h, linux/seccomp.h: a program of three steps over the number of the call.
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL_WITH = 0x7FFF0000, 0x00050000
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2


def deny(call: str, error: int) -> None:
    number = NUMBERS[platform.machine()][call]
    steps = [(LOAD, 0, 0, 0), (JUMP_IF_EQUAL, 0, 1, number),
             (RETURN, 0, 0, FAIL_WITH | error), (RETURN, 0, 0, ALLOW)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if (libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
            or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0) != 0):
        sys.exit(f"cannot deny {call}: {os.strerror(ctypes.get_errno())}")


deny(sys.argv[1], getattr(errno, sys.argv[2]))
os.execv(sys.argv[3], sys.argv[3:])
