#!/bin/sh
# Measures speed and memory against Pandoc and plain WeasyPrint, and prints a table.
#
#   sh scripts/bench.sh [--quick | --all | --profile]
#
# It sets up .venv as demo.sh does; Pandoc is not installed, the rows that need it are left out.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

set_up_machine
set_up_environment ""
find_libraries_of_brew

"$venv_python" scripts/bench.py "$@"
