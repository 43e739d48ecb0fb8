# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by tools/run and tools/test: installs what is missing, with apt.
# shellcheck shell=bash

# What building and running takes.
BUILD_PACKAGES=(
	g++ meson ninja-build pkg-config
	libxapian-dev libstemmer-dev libmicrohttpd-dev libutf8proc-dev
	libjansson-dev libxxhash-dev libzstd-dev
	zlib1g-dev libbrotli-dev libexpat1-dev libgumbo-dev libpoppler-glib-dev
	libseccomp-dev libzip-dev
	hunspell-id
)

# What the tests take beside that.
TEST_PACKAGES=(
	clang clang-format clang-tidy libclang-rt-14-dev llvm libcmocka-dev mandoc
	python3 python3-jsonschema chromium chromium-driver
)

fail() {
	echo "$(basename "$0"): $*" >&2
	exit 1
}

# Runs a command as root: as it is, or with sudo.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		fail "needs root to install packages: run it as root, or" \
			"install sudo, or install these yourself: ${missing[*]}"
	fi
}

is_installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Installs those of the named packages that are not there.
need_packages() {
	command -v apt-get >/dev/null ||
		fail "this needs Debian 12 (there is no apt-get here)"
	missing=()
	local package log
	for package in "$@"; do
		is_installed "$package" || missing+=("$package")
	done
	[ ${#missing[@]} = 0 ] && return
	echo "installing ${missing[*]}"
	log=$(mktemp)
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q \
		>"$log" 2>&1 &&
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
			--no-install-recommends "${missing[@]}" >"$log" 2>&1 || {
		tail -n 5 "$log" >&2
		rm -f "$log"
		fail "apt could not install: ${missing[*]}"
	}
	rm -f "$log"
}

# configure_and_build DIR [OPTION...]: makes the build folder if it is not
# there, and builds what changed: all, or the targets named in BUILD_TARGETS.
# Meson's own output is shown only when it fails.
configure_and_build() {
	local dir=$1 log
	shift
	log=$(mktemp)
	if [ ! -f "$dir/build.ninja" ] && ! meson setup "$dir" "$@" >"$log" 2>&1; then
		cat "$log" >&2
		rm -f "$log"
		fail "cannot configure the build in $dir"
	fi
	# shellcheck disable=SC2086
	if ! ninja -C "$dir" ${BUILD_TARGETS:-} >"$log" 2>&1; then
		grep -v '^\[' "$log" >&2
		rm -f "$log"
		fail "the build in $dir failed"
	fi
	rm -f "$log"
}
