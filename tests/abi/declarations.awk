# Reads the public header and prints, by `-v want=`:
#   functions   the name of every function declared with GTEE_API
#   numbers     the name of every GTEE_ macro that stands for a number (version numbers apart: they change with a release)
# Comments and continuation lines are taken care of; nothing is compiled.

# Takes comments out of a line; `inside` says whether one is still open at its end.
function without_comments(line,    out, at) {
    out = ""
    while (line != "") {
        if (inside) {
            at = index(line, "*/")
            if (at == 0)
                return out
            line = substr(line, at + 2)
            inside = 0
            out = out " "
        } else {
            at = index(line, "/*")
            if (at == 0)
                return out line
            out = out substr(line, 1, at - 1)
            line = substr(line, at + 2)
            inside = 1
        }
    }
    return out
}

{ line = without_comments($0) }

want == "numbers" && line ~ /^[ \t]*#[ \t]*define[ \t]+GTEE_[A-Z0-9_]+[ \t]+[^ \t"_]/ {
    name = line
    sub(/^[ \t]*#[ \t]*define[ \t]+/, "", name)
    sub(/[ \t].*/, "", name)
    if (name !~ /^GTEE_VERSION_/)
        print name
}

line ~ /^[ \t]*#/ { next }

# A declaration runs from GTEE_API to its semicolon.
want == "functions" && line ~ /(^|[ \t])GTEE_API[ \t]/ { declaration = "" ; open = 1 }
open {
    declaration = declaration " " line
    if (line ~ /;/) {
        open = 0
        if (match(declaration, /gtee_[a-z0-9_]+[ \t]*\(/)) {
            name = substr(declaration, RSTART, RLENGTH)
            sub(/[ \t]*\($/, "", name)
            print name
        }
    }
}
