#!/bin/sh
# pages_test.sh SOURCE_FOLDER PROGRAM: see README.md beside this file.
set -eu

source_folder=$1
program=$2
. "$source_folder/packaging/dev/pages.sh"

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
mkdir "$fresh/docs" "$fresh/scenarios"
cd "$source_folder"
write_pages "$program" "$fresh"
old=''
for page in $generated_pages; do
  cmp "$source_folder/$page" "$fresh/$page" || old=yes
done
[ -z "$old" ] || { echo "these pages are not what the program writes; run ./dev docs" && exit 1; }
