/* json.c: the dossier as JSON: lists are always lists and citations always mappings, so that programs need to know one shape only.
 * Uses write.h, record/walk.h, base/json.h. */
#include "base/json.h"
#include "record/walk.h"
#include "write/write.h"

static bool begin_map(void *user, uint32_t form)
{
    (void)form;
    gti_json_begin_map(user);
    return true;
}

static bool end_map(void *user)
{
    gti_json_end_map(user);
    return true;
}

/* Lists that may be written without brackets are those of single words: they stand on one line. */
static bool begin_list(void *user, uint32_t form)
{
    gti_json_begin_list(user, form == GTI_FORM_LOOSE);
    return true;
}

static bool end_list(void *user)
{
    gti_json_end_list(user);
    return true;
}

static bool key(void *user, const char *text)
{
    gti_json_key(user, text);
    return true;
}

static bool scalar(void *user, const char *text, uint32_t form)
{
    gti_json *json = user;

    if (form == GTI_FORM_NUMBER)
        gti_json_bare(json, text);
    else
        gti_json_text(json, text);
    return !json->out->failed;
}

bool gti_write_json(const gtee_dossier *dossier, gti_buffer *out)
{
    gti_json json;
    const gti_sink sink = {.user = &json,
                           .begin_map = begin_map,
                           .end_map = end_map,
                           .begin_list = begin_list,
                           .end_list = end_list,
                           .key = key,
                           .scalar = scalar};

    gti_json_init(&json, out);
    if (!gti_walk_dossier(dossier, &sink))
        return false;
    gti_json_end(&json);
    return !out->failed;
}
