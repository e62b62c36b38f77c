"""Two connections of one program that are there at the same time: calls AddOne COUNT times on each.

usage: twins.py HOST PORT COUNT
"""
import sys

from calls import Caller

twins = [Caller(sys.argv[1], int(sys.argv[2])) for _ in range(2)]
for number in range(int(sys.argv[3])):
    for twin in twins:
        twin.add_one(number)
