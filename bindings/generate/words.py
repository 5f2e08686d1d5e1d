"""words.py: the little grammar of names: plurals, singulars, class names. Uses nothing."""
import re


def camel(name):
    return "".join(word.capitalize() for word in name.split("_"))


def plural(name):
    """`clause` gives `clauses`; a name that is a plural already stays."""
    if name.endswith("s") and not name.endswith("ss"):
        return name
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    if name.endswith(("ch", "sh", "ss", "x")):
        return name + "es"
    return re.sub(r"child$", "children", name) if name.endswith("child") else name + "s"


def singular(name):
    if name.endswith("ies"):
        return name[:-3] + "y"
    if name.endswith("s") and not name.endswith("ss"):
        return name[:-1]
    return name
