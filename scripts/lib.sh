# shellcheck shell=sh
# What demo.sh, test.sh and bench.sh share: seeing what is missing, installing it, and a
# virtual environment in .venv.  Read with `.`; the working folder is the project's root.
#
# POSIX sh.  Nothing is installed that is there already, and nothing without being said.

need_packages=   # packages for the machine's package manager, as found missing
venv_python=.venv/bin/python
python=          # a Python that is new enough, once there is one
log=             # where the output of quiet steps goes

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# Ends with exit status 2: something outside the project has to be mended first.
give_up() {
    warn "$@"
    exit 2
}

# Runs a command with its output in the log, which is shown if the command fails.
quietly() {
    if [ -z "$log" ]; then
        log=$(mktemp "${TMPDIR:-/tmp}/shadowkit-log.XXXXXX")
        trap 'rm -f "$log"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM
    fi
    "$@" >"$log" 2>&1 && return 0
    warn "This failed: $*"
    warn "Its last lines were:"
    tail -n 25 "$log" >&2
    return 1
}

# --- the machine ------------------------------------------------------------------------

# The machine's package manager, or nothing where none is known here.  With the last three
# nothing is installed, for that could not be tried; their command is said.
package_manager() {
    case $(uname -s) in
    Darwin)
        if have brew; then echo brew; fi
        ;;
    *)
        for name in apt-get dnf zypper pacman apk; do
            if have "$name"; then
                echo "$name"
                return 0
            fi
        done
        ;;
    esac
}

# The command that installs packages, as a person would type it.
install_command() {
    case $1 in
    apt-get) say "apt-get update && apt-get install -y --no-install-recommends$2" ;;
    dnf) say "dnf install -y$2" ;;
    brew) say "brew install$2" ;;
    zypper) say "zypper install -y$2" ;;
    pacman) say "pacman -S --noconfirm$2" ;;
    apk) say "apk add$2" ;;
    esac
}

# Runs a command as root: as we are, or through sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

may_install() {
    case $1 in
    '' | zypper | pacman | apk) return 1 ;;
    brew) return 0 ;;
    *) [ "$(id -u)" = 0 ] || have sudo ;;
    esac
}

# Installs the packages in $2 with the package manager $1.
install_packages() {
    case $1 in
    apt-get)
        # The lists of a fresh image are empty or old.
        quietly as_root apt-get update || return 1
        # shellcheck disable=SC2086  # a list of names, split on purpose
        quietly as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends $2
        ;;
    dnf)
        # shellcheck disable=SC2086
        quietly as_root dnf install -y $2
        ;;
    brew)
        # shellcheck disable=SC2086
        quietly brew install $2
        ;;
    esac
}

# --- Python -----------------------------------------------------------------------------

# The first Python there is that is new enough and can make a virtual environment.
find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if have "$name" && "$name" -c '
import sys
assert sys.version_info >= (3, 11)
import ensurepip, venv
' >/dev/null 2>&1; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# The packages that bring one.  Debian and Ubuntu keep venv apart, and some of their releases
# have a newer Python beside an older python3.
python_packages() {
    case $1 in
    apt-get)
        for version in 3.13 3.12 3.11; do
            if "python$version" -c '' >/dev/null 2>&1; then
                echo "python$version-venv"
                return 0
            fi
        done
        if have python3 && ! python3 -c 'import sys; assert sys.version_info >= (3, 11)' \
            >/dev/null 2>&1; then
            echo "python3.11 python3.11-venv"
        else
            echo "python3 python3-venv"
        fi
        ;;
    dnf)
        if have python3 && ! python3 -c 'import sys; assert sys.version_info >= (3, 11)' \
            >/dev/null 2>&1; then
            echo python3.12
        else
            echo python3
        fi
        ;;
    brew) echo python@3.13 ;;
    zypper) echo python311 ;;
    pacman) echo python ;;
    apk) echo python3 ;;
    esac
}

# --- the libraries that print PDF -------------------------------------------------------

# Whether the system's loader finds a library, by its name without "lib" and ending.
library_there() {
    case $(uname -s) in
    Darwin)
        prefix=$(brew --prefix 2>/dev/null || echo /opt/homebrew)
        [ -e "$prefix/lib/lib$1.dylib" ] || [ -e "/usr/local/lib/lib$1.dylib" ]
        return
        ;;
    esac
    for tool in ldconfig /sbin/ldconfig /usr/sbin/ldconfig; do
        if have "$tool"; then
            "$tool" -p 2>/dev/null | grep -q "lib$1\.so\.[0-9]* " && return 0
            break
        fi
    done
    # Where the loader keeps no list (musl), or one that is out of date: try to load it.
    if [ -z "$python" ]; then
        python=$(find_python) || return 1
    fi
    "$python" -c '
import ctypes, sys
for number in ("0", "1"):
    try:
        ctypes.CDLL("lib" + sys.argv[1] + ".so." + number)
        break
    except OSError:
        pass
else:
    sys.exit(1)
' "$1" >/dev/null 2>&1
}

pdf_libraries_there() {
    for library in gobject-2.0 pango-1.0 pangoft2-1.0 harfbuzz harfbuzz-subset fontconfig; do
        library_there "$library" || return 1
    done
}

pdf_packages() {
    case $1 in
    apt-get) echo "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" ;;
    dnf | brew | pacman) echo pango ;;
    zypper) echo "libpango-1_0-0 libharfbuzz-subset0" ;;
    apk) echo "pango harfbuzz-subset" ;;
    esac
}

# --- all of it --------------------------------------------------------------------------

# Python and the PDF libraries: installs what is missing, or says how to and ends with 2.
set_up_machine() {
    manager=$(package_manager)
    need_packages=
    missing=
    python=
    if venv_works; then
        python=$venv_python
    else
        python=$(find_python) || python=
    fi
    if [ -z "$python" ]; then
        missing="Python 3.11 or newer with venv"
        need_packages="$need_packages $(python_packages "$manager")"
    fi
    if ! pdf_libraries_there; then
        missing="${missing:+$missing; }the libraries that print PDF (Pango, HarfBuzz)"
        need_packages="$need_packages $(pdf_packages "$manager")"
    fi
    [ -n "$missing" ] || return 0
    say "Missing on this machine: $missing."
    if [ -z "$manager" ]; then
        give_up "This script knows no package manager of this machine. Install what is missing," \
            "then run it again."
    fi
    if ! may_install "$manager"; then
        give_up "This script may not install that here. The one command, as administrator:
  $(install_command "$manager" "$need_packages")
Then run this script again."
    fi
    say "Installing with $manager:$need_packages"
    install_packages "$manager" "$need_packages" || give_up "It could not be installed. The one command:
  $(install_command "$manager" "$need_packages")
Then run this script again."
    if [ -z "$python" ]; then
        python=$(find_python) ||
            give_up "There is still no Python 3.11 or newer with venv. Install one, then run this" \
                "script again."
    fi
    pdf_libraries_there ||
        warn "The libraries that print PDF are installed but not found; shadowkit doctor says more."
}

venv_works() {
    [ -x "$venv_python" ] && "$venv_python" -c '
import sys
assert sys.version_info >= (3, 11)
import pip
' >/dev/null 2>&1
}

# The virtual environment with the package in it; $1 names extras: nothing, or "[dev]".
set_up_environment() {
    if ! venv_works; then
        if [ -e .venv ]; then
            say "The virtual environment in .venv does not work; making it anew."
        else
            say "Making a virtual environment in .venv."
        fi
        quietly "$python" -m venv --clear .venv ||
            give_up "The virtual environment could not be made."
    fi
    # What was installed is written down, so that the next run has nothing to do.  The folder
    # is part of it: a copy of the project installs its own.
    stamp=.venv/shadowkit-installed
    wanted="$(pwd -P) $(cksum <pyproject.toml)"
    if [ -f "$stamp" ] && grep -qF "$wanted $1" "$stamp"; then
        return 0
    fi
    say "Installing shadowkit${1:+, the tools of its tests} and the Python packages they need into .venv,"
    say "from the Python Package Index. This can take a minute or two."
    quietly "$venv_python" -m pip install --disable-pip-version-check --no-input --editable ".$1" ||
        give_up "The Python packages could not be installed. Is there a connection to the Internet?"
    say "$wanted $1" >"$stamp"
}

# A Python that is not Homebrew's own does not look where Homebrew puts its libraries.
find_libraries_of_brew() {
    if [ "$(uname -s)" = Darwin ] && have brew; then
        DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib:${DYLD_FALLBACK_LIBRARY_PATH:-/usr/local/lib:/usr/lib}"
        export DYLD_FALLBACK_LIBRARY_PATH
    fi
}
