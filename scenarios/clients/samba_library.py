"""samba_library.py HOST COUNT: COUNT calls of AddOne of the rpcecho interface on one connection of Samba's client
library, which its own Python modules use.

What a call brings is printed, `call 1: 42`; what stops one goes to standard error as the library raised it, and the
next call is made all the same.
"""

import sys

from samba.credentials import Credentials
from samba.dcerpc import echo
from samba.param import LoadParm


def main() -> int:
    host, count = sys.argv[1:]
    parameters = LoadParm()
    parameters.load_default()
    anonymous = Credentials()
    anonymous.set_anonymous()
    server = echo.rpcecho(f"ncacn_ip_tcp:{host}", parameters, anonymous)
    failures = 0
    for number in range(1, int(count) + 1):
        try:
            print(f"call {number}: {server.AddOne(40 + number)}", flush=True)
        except Exception as error:
            failures += 1
            print(f"call {number} failed: {error}", file=sys.stderr, flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
