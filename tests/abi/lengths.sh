#!/bin/sh
# Sources stay readable: no file above 600 lines, no function above 100.
. "$(dirname "$0")/gate.sh"

find "$root/lib" "$root/bindings/cli" -name '*.[ch]' | sort >"$scratch/files"
[ -s "$scratch/files" ] || cannot "no source found"
# A function is what stands between a brace that follows a closing parenthesis at the outermost level and its partner.
# It begins where its declaration begins.
xargs awk -v root="$root/" '
    function finish_file() {
        if (lines > 600) print name ": " lines " lines, at most 600"
    }
    FNR == 1 {
        if (NR > 1) finish_file()
        name = substr(FILENAME, length(root) + 1)
        depth = 0; comment = 0; before = ""; start = 0; in_function = 0
    }
    { lines = FNR; text = $0 }
    text ~ /^[ \t]*#/ && !comment { next }
    {
        gsub(/\\./, "", text)
        gsub(/"[^"]*"/, "s", text)
        gsub(/\047[^\047]*\047/, "c", text)
        gsub(/\/\*[^*]*\*+([^\/*][^*]*\*+)*\//, " ", text)
        sub(/\/\/.*/, "", text)
        if (comment) {
            at = index(text, "*/")
            if (at == 0) next
            text = substr(text, at + 2); comment = 0
        }
        at = index(text, "/*")
        if (at > 0) { text = substr(text, 1, at - 1); comment = 1 }
        count = length(text)
        for (i = 1; i <= count; i++) {
            letter = substr(text, i, 1)
            if (letter ~ /[ \t]/) continue
            if (depth == 0 && start == 0) start = FNR
            if (letter == "{") {
                if (depth++ == 0) in_function = (before == ")")
            } else if (letter == "}") {
                if (--depth == 0) {
                    if (in_function && FNR - start + 1 > 100)
                        print name ":" start ": a function of " FNR - start + 1 " lines, at most 100"
                    start = 0
                }
            } else if (letter == ";" && depth == 0) {
                start = 0
            }
            before = letter
        }
    }
    END { finish_file() }' <"$scratch/files" >"$scratch/long"
[ ! -s "$scratch/long" ] || finding "$(cat "$scratch/long")"
exit "$found"
