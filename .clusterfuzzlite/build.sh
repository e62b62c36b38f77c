#!/bin/sh
# What OSS-Fuzz and ClusterFuzzLite run: builds every target for them. See docs/fuzzing.md.
set -eu

# The service runs a copy of this file from somewhere else, in the folder of the sources.
exec packaging/fuzz/build.sh
