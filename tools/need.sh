# shellcheck shell=bash
# Functions that make sure that what the commands of ./dev need is installed. Each does nothing if the right version is found,
# installs it if it can, and otherwise says how to get it. ./dev sources this file.

wasm_pack_version=0.15.1
geckodriver_version=0.37.1
cargo_fuzz_version=0.13.2
cargo_deny_version=0.20.2
node_version=18 # or newer

tools=$(realpath -m "${WHOSAID_TOOLS:-.tools}") # set WHOSAID_TOOLS to a folder that several clones share
PATH=$tools/bin:$PATH

step() { printf '\n\033[1m== %s\033[0m\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null; }

# locked CRATE: prints the version of a crate in Cargo.lock.
locked() { awk -v name="\"$1\"" '$1 == "name" { found = $3 == name } found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock; }

# is_version PROGRAM VERSION: whether a program is installed in this version.
is_version() { has "$1" && [ "$("$1" --version 2>/dev/null)" = "$1 $2" ]; }

# apt PACKAGE...: installs Debian packages; fails if that isn't possible.
apt() {
  local sudo=()
  has apt-get || return 1
  if [ "$EUID" -ne 0 ]; then
    has sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; } || return 1
    sudo=(sudo)
  fi
  step "Installing Debian packages: $*"
  "${sudo[@]}" apt-get update -qq &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_valgrind() { has valgrind || apt valgrind; }

need_rust() {
  has cc || apt gcc libc6-dev || fail "a C compiler links Rust programs, and there is none: install gcc"
  has rustup || { [ -e ~/.cargo/bin/rustup ] && PATH=$PATH:~/.cargo/bin; } || apt rustup ||
    fail "rustup is missing: see https://www.rust-lang.org/tools/install"
  # `rustup toolchain install` uses the network even if nothing is missing, so this looks first whether the toolchain is complete.
  local version
  version=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  if ! { rustup component list --installed --toolchain "$version" | grep -q clippy &&
    rustup component list --installed --toolchain "$version" | grep -q rustfmt &&
    rustup target list --installed --toolchain "$version" | grep -q wasm32-unknown-unknown; } 2>/dev/null; then
    step "Installing Rust $version"
    rustup toolchain install
  fi
}

# need_cargo_tool PROGRAM PACKAGE VERSION: installs a program from a crate, unless it is there in this version.
need_cargo_tool() {
  is_version "$1" "$3" && return
  step "Installing $2 $3 into $tools (a few minutes, once)"
  cargo install "$2" --version "$3" --locked --root "$tools"
}

# The command wasm-bindgen must have the same version as the library.
need_wasm_bindgen() { need_cargo_tool wasm-bindgen wasm-bindgen-cli "$(locked wasm-bindgen)"; }

need_wasm_pack() {
  need_wasm_bindgen
  need_cargo_tool wasm-pack wasm-pack "$wasm_pack_version"
}

# Fuzzing needs a compiler that can watch which branches are taken.
need_fuzz() {
  need_rust
  rustup run nightly rustc --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal
  need_cargo_tool cargo-fuzz cargo-fuzz "$cargo_fuzz_version"
}

need_cargo_deny() {
  need_rust
  need_cargo_tool cargo-deny cargo-deny "$cargo_deny_version"
}

need_node() {
  new_enough() { has node && [ "$(node -p 'parseInt(process.versions.node)')" -ge "$node_version" ]; }
  new_enough || { apt nodejs npm && new_enough; } || fail "Node $node_version or newer is missing: see https://nodejs.org"
  has npm || apt npm || fail "npm is missing: it comes with Node, see https://nodejs.org"
}

need_node_modules() {
  need_node
  cmp -s package-lock.json node_modules/.installed-from && return
  step "Installing what the page's tests need"
  npm ci && cp package-lock.json node_modules/.installed-from
}

# The bundlers and other tools that the npm package is tested with.
need_bundlers() {
  need_node
  cmp -s tests/packages/package-lock.json tests/packages/node_modules/.installed-from && return
  step "Installing the bundlers that the npm package is tried in"
  (cd tests/packages && npm ci && cp package-lock.json node_modules/.installed-from)
}

# The tools that make the documentation's site.
need_site() {
  need_node
  cmp -s tools/site/package-lock.json tools/site/node_modules/.installed-from && return
  step "Installing what makes the documentation's site"
  (cd tools/site && npm ci && cp package-lock.json node_modules/.installed-from)
}

# Spark, in its own Python environment: a few hundred megabytes.
need_spark() {
  has java || apt openjdk-17-jre-headless || fail "Spark needs Java 17 or newer"
  local wanted=examples/spark/requirements.txt
  cmp -s "$wanted" "$tools/spark/.installed-from" && return
  has python3 || apt python3 python3-venv || fail "Python 3.10 or newer is missing"
  step "Installing Spark into $tools/spark"
  python3 -m venv "$tools/spark" && "$tools/spark/bin/pip" install --quiet -r "$wanted" && cp "$wanted" "$tools/spark/.installed-from"
}

# The libraries that train the encoder, a teacher of quotations, in their own Python environment: two gigabytes.
need_teacher() {
  local wanted=tools/teacher/requirements.txt
  cmp -s "$wanted" "$tools/teacher/.installed-from" && return
  has python3 || apt python3 python3-venv || fail "Python 3.11 or newer is missing"
  step "Installing what the encoder is learned with into $tools/teacher"
  python3 -m venv "$tools/teacher" && "$tools/teacher/bin/pip" install --quiet -r "$wanted" && cp "$wanted" "$tools/teacher/.installed-from"
}

# The linters for the workflows in .github, in their own Python environment.
need_workflow_linters() {
  local wanted="check-jsonschema==0.39.0 zizmor==1.32.0"
  [ "$(cat "$tools/linters/.installed" 2>/dev/null)" = "$wanted" ] && return
  has python3 || apt python3 python3-venv || fail "Python 3 is missing: it checks the workflows"
  step "Installing the workflows' linters into $tools/linters"
  # shellcheck disable=SC2086 # a list of packages
  python3 -m venv "$tools/linters" && "$tools/linters/bin/pip" install --quiet $wanted && echo "$wanted" >"$tools/linters/.installed"
}

# Chromium and its driver. Returns 1 if they can't be installed, so that the caller can leave its tests out; in CI, where nothing may be left
# out, that is an error. Sets CHROMIUM and CHROMEDRIVER.
need_chromium() {
  if ! has chromium || ! has chromedriver; then
    apt chromium chromium-driver || {
      local message="Chromium is missing: install chromium and chromedriver in the same version (Debian: chromium, chromium-driver)"
      [ -z "${CI:-}" ] || fail "$message"
      echo "$message" >&2
      return 1
    }
  fi
  CHROMIUM=$(command -v chromium) CHROMEDRIVER=$(command -v chromedriver)
  export CHROMIUM CHROMEDRIVER
}

# Firefox. Returns 1 if it can't be installed; ./dev then leaves out the tests in Firefox and says so. Sets FIREFOX.
need_firefox() {
  has firefox-esr || has firefox || apt firefox-esr || {
    echo "Firefox is missing: install it (Debian: firefox-esr)" >&2
    return 1
  }
  FIREFOX=$(command -v firefox-esr || command -v firefox)
  export FIREFOX
}

# geckodriver, which controls Firefox for the tests in WebAssembly. Sets GECKODRIVER.
need_geckodriver() {
  if ! has geckodriver; then
    step "Installing geckodriver $geckodriver_version into $tools (a few minutes, once)"
    cargo install geckodriver --version "$geckodriver_version" --locked --root "$tools"
  fi
  GECKODRIVER=$(command -v geckodriver)
  export GECKODRIVER
}
