# Make .venv and put the packages of requirements.lock into it: sh tools/packages.sh STAMP
# uv comes by pip and installs eight times faster than pip; where it cannot be had, pip does the work.
set -eu
stamp=$1

for python in "${PYTHON3:-}" python3.11 python3 ""; do
    if [ -z "$python" ]; then continue; fi
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi
done
if [ -z "$python" ]; then
    echo "Rapport needs Python 3.11 or newer, and there is none on the PATH: install it, then run make again." >&2
    exit 1
fi

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "This Python cannot make virtual environments." \
            "On Debian and Ubuntu: apt-get install python$version-venv, then run make again." >&2
        exit 1
    fi
    "$python" -m venv --clear .venv
fi

echo "Setting up .venv (once) ..."
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input "$@"; }
if pip install --require-hashes --requirement tools/uv.lock && .venv/bin/python -m uv --version >/dev/null; then
    .venv/bin/python -m uv pip install --quiet --python .venv/bin/python --require-hashes --requirement requirements.lock
else
    echo "uv is not to be had: pip does it, which takes a little longer ..."
    pip install --require-hashes --requirement requirements.lock
fi
touch "$stamp"
