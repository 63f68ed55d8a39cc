# Sets JAVA_HOME to a JDK 25. Sourced by ./mvnw and ./juhui, so that nobody has to set it by hand.
# Order: JUHUI_JAVA_HOME, JAVA_HOME, `java` on the PATH, the usual folders of Debian, RPM, macOS and SDKMAN.

is_jdk_25() {
    [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then grep -q '^JAVA_VERSION="25[."]' "$1/release"
    else "$1/bin/javac" -version 2>&1 | grep -q '^javac 25'; fi
}

find_jdk_25() {
    for jdk in "${JUHUI_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
        if [ -n "$jdk" ] && is_jdk_25 "$jdk"; then printf '%s\n' "$jdk"; return 0; fi
        # Who names a JDK for this wants that one; JAVA_HOME may be meant for something else.
        if [ -n "$jdk" ] && [ "$jdk" = "${JUHUI_JAVA_HOME:-}" ]; then return 1; fi
    done
    on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && jdk=${on_path%/bin/javac} &&
        is_jdk_25 "$jdk" && printf '%s\n' "$jdk" && return 0
    for jdk in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_jdk_25 "$jdk"; then printf '%s\n' "$jdk"; return 0; fi
    done
    return 1
}

what_it_is() {
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release" 2>/dev/null)
    if [ -n "$version" ] && [ -x "$1/bin/javac" ]; then printf 'JDK %s' "$version"
    elif [ -n "$version" ]; then printf 'Java %s without javac' "$version"
    else printf 'no JDK'; fi
}

named=${JUHUI_JAVA_HOME:-${JAVA_HOME:-}}
if ! JAVA_HOME=$(find_jdk_25); then
    echo "聚惠退款需要 JDK 25。· Juhui Refunds needs a JDK 25, and none was found." >&2
    if [ -n "$named" ]; then
        if [ -n "${JUHUI_JAVA_HOME:-}" ]; then variable=JUHUI_JAVA_HOME; else variable=JAVA_HOME; fi
        echo "  $variable=$named: $(what_it_is "$named")" >&2
    fi
    cat >&2 <<'TXT'
  Debian/Ubuntu:  install Eclipse Temurin 25 (package temurin-25-jdk) or openjdk-25-jdk-headless
  macOS:          brew install --cask temurin@25
  elsewhere:      unpack any JDK 25 and set JUHUI_JAVA_HOME to its folder
TXT
    exit 1
fi
export JAVA_HOME
