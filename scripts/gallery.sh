#!/bin/sh
# Renders pictures of the pages of every submission of the examples into docs/gallery.
#
#   sh scripts/gallery.sh
#
# It sets up .venv as demo.sh does, builds the PDFs of all examples and draws them with Poppler.
# Chinese pages need the fonts `fonts-noto-cjk`; where they are missing, that submission is left out.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

set_up_machine
set_up_environment ""
find_libraries_of_brew
have pdftoppm || give_up "Poppler is missing. The one command, as administrator:
  $(install_command "$(package_manager)" " poppler-utils")
Then run this script again."

"$venv_python" scripts/gallery.py
