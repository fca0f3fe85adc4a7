#!/bin/sh
# Sets up what is missing on this machine and builds the example's submissions.
#
#   sh scripts/demo.sh
#
# What it may install, and says when it does: Python 3.11 or newer with venv, the libraries
# that print PDF (Pango, HarfBuzz), and, into the folder .venv, shadowkit itself with the
# Python packages it needs.  A second run finds all there and only builds.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

set_up_machine
set_up_environment ""
find_libraries_of_brew

made=
for settings in examples/*/shadowkit.yaml; do
    dossier=${settings%/shadowkit.yaml}
    say "Building the submissions of $dossier."
    quietly "$venv_python" -m shadowkit build "$dossier" --no-color || exit $?
    # Each file is one line, "wrote path", as build prints it.
    made="$made$(sed -n 's/^wrote /  /p' "$log")
"
done
say "Done. These files were made:"
printf '%s' "$made"
