#!/usr/bin/python3
"""compare.py OURS THEIRS ALLOWED: what two readers of the same packets say differently.

OURS and THEIRS are tables with a heading, separated by tabs, one line a packet; columns of the same
name are compared, `?` is what a reader does not say. Of a packet that is none to them, that is said
once, as the column `all` with our packed_drep. ALLOWED has a line for each disagreement that is
understood: a column, a ptype, what we say, what they say, and why, separated by spaces; `-` is
nothing, and patterns of shells stand for more than one word. Exit code 0: all is understood; 1: it is not, or a line of ALLOWED explains
nothing any more; 2: the tables are not of the same packets.
"""

import collections
import fnmatch
import sys

PACKET = "frame.number"
TYPE = "dcerpc.pkt_type"
DREP = "dcerpc.drep"
REFUSED = "_ws.malformed"
UNSAID = "?"

Disagreement = collections.namedtuple("Disagreement", "column ptype ours theirs frame")
Excuse = collections.namedtuple("Excuse", "column ptype ours theirs reason")


def read_table(path):
    with open(path, encoding="utf-8") as lines:
        heading = next(lines).rstrip("\n").split("\t")
        rows = [dict(zip(heading, line.rstrip("\n").split("\t"))) for line in lines]
    return {int(row[PACKET]): row for row in rows}


def read_excuses(path):
    with open(path, encoding="utf-8") as lines:
        return [Excuse(*line.strip().split(None, 4)) for line in lines if line.strip("\n") and line[0] != "#"]


def plain(value):
    """Numbers in decimals: readers differ in how they write them."""
    return ",".join(str(int(word, 0)) if word.startswith("0x") else word for word in value.split(","))


def same(column, ours, theirs):
    """Why a packet is refused each reader says in words of its own."""
    if column == REFUSED:
        return bool(ours) == bool(theirs)
    return plain(ours) == plain(theirs)


def disagreements(ours, theirs):
    for frame, row in ours.items():
        if not theirs[frame][TYPE]:
            yield Disagreement("all", row[TYPE], row[DREP], "", frame)
            continue
        for column, value in row.items():
            other = theirs[frame].get(column, UNSAID)
            if column != PACKET and UNSAID not in (value, other) and not same(column, value, other):
                yield Disagreement(column, row[TYPE], plain(value), plain(other), frame)


def explains(excuse, found):
    pairs = zip(excuse[:4], (word or "-" for word in found[:4]))
    return all(fnmatch.fnmatchcase(word, pattern) for pattern, word in pairs)


def main(ours_path, theirs_path, allowed_path):
    ours, theirs = read_table(ours_path), read_table(theirs_path)
    if not ours or ours.keys() != theirs.keys():
        print(f"not the same packets: {len(ours)} of ours, {len(theirs)} of theirs")
        return 2
    excuses = read_excuses(allowed_path)
    used = collections.Counter()
    unexplained = 0
    for found in disagreements(ours, theirs):
        excuse = next((one for one in excuses if explains(one, found)), None)
        used[excuse] += 1
        if excuse is None:
            unexplained += 1
            print(f"packet {found.frame} of {ours[found.frame].get('input', ours_path)}, ptype {found.ptype}: "
                  f"{found.column} is '{found.ours}' to us, '{found.theirs}' to them")
    for excuse in excuses:
        print(f"{used[excuse]} times {' '.join(excuse)}")
    stale = sum(used[excuse] == 0 for excuse in excuses)
    explained = used.total() - unexplained
    print(f"{len(ours)} packets, {explained} disagreements explained, {unexplained} not, {stale} stale lines")
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
