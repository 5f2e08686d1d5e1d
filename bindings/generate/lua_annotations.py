def text(api):
    return ""
