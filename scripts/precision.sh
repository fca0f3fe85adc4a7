#!/bin/sh
# How often the checks that read words are right, measured on the five reference documents.
#
#   sh scripts/precision.sh [FOLDER] [--accept] [--show CODE]
#
# It sets up .venv as demo.sh does.  The documents are no part of the project; FOLDER says where
# they lie, if not in ../shared/reference.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

set_up_machine
set_up_environment ""

"$venv_python" scripts/precision.py "$@"
