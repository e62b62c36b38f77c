"""What the peers in Python have in common: a loop of calls, timed as bench/proxy/stopwatch.hpp does
it, and one line of JSON."""

import json
import time

SIZES = {"small": 4, "64k": 64 * 1024, "1m": 1024 * 1024}
WARM_UP = 0.3


def make_calls(call, shape: str, seconds: float) -> int:
    stub = bytes(SIZES[shape])
    now = time.monotonic()
    counts_from, end = now + WARM_UP * seconds, now + seconds
    calls, first = 0, None
    while now < end or calls == 0:
        call(stub)
        ended = time.monotonic()
        if now >= counts_from:
            first = now if first is None else first
            calls += 1
        now = ended
    print(json.dumps({"calls": calls, "seconds": now - first if first else 1}))
    return 0
