# Sourced by ./mvnw and ./juhui. Under the locale C a JVM can open no file whose name is Chinese, and prints question marks: where the
# caller's locale is no UTF-8 one (or isn't installed), one that is there is taken. The language of messages stays the caller's.

charmap() { env LC_ALL="$1" locale charmap 2>/dev/null; }

if command -v locale >/dev/null && [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
    for utf8 in C.UTF-8 C.utf8 en_US.UTF-8 zh_CN.UTF-8; do
        if [ "$(charmap "$utf8")" = UTF-8 ]; then export LC_ALL="$utf8"; break; fi
    done
    unset utf8
fi
