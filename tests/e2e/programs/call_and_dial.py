"""Calls AddOne, then connects to the same port anew and prints how that went.

usage: call_and_dial.py HOST PORT
"""
import sys

from calls import Caller
from dial import dial

place = (sys.argv[1], int(sys.argv[2]))
Caller(*place).add_one(41)
print(dial(*place))
