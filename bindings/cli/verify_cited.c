/* verify_cited.c: the records that a saved result cites: do they stand so in the dossier? They are compared with what `show` says of them. Uses verify.h. */
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    uint32_t kind;
    const char *key;
} lists[] = {{GTEE_KIND_CONSTRAINT, "cited_constraints"}, {GTEE_KIND_POSITION, "cited_positions"}, {GTEE_KIND_SOURCE, "cited_sources"}};

bool is_cited(const verification *v, uint32_t kind, uint64_t index)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const json_value *list = lists[i].kind == kind ? json_list(v->root, lists[i].key) : NULL;
        for (const json_value *item = list != NULL ? list->first : NULL; item != NULL; item = item->next) {
            uint64_t found;
            if (json_whole(json_member(item, "index"), SIZE_MAX >> 1, &found) && found == index)
                return true;
        }
    }
    return false;
}

/* Is it the same value, with the same members in the same order? A map's `place` is left out: files may have moved. */
static bool same_value(const json_value *a, const json_value *b)
{
    if (a->type != b->type || (a->type == JSON_TEXT && strcmp(a->text, b->text) != 0) ||
        (a->type == JSON_NUMBER && (a->number < b->number || a->number > b->number)))
        return false;
    const json_value *left = a->first, *right = b->first;
    for (; left != NULL && right != NULL; left = left->next, right = right->next) {
        if ((left->key == NULL) != (right->key == NULL) || (left->key != NULL && strcmp(left->key, right->key) != 0))
            return false;
        if ((left->key == NULL || strcmp(left->key, "place") != 0) && !same_value(left, right))
            return false;
    }
    return left == NULL && right == NULL;
}

static const json_value *find(const json_value *records, const json_value *cited)
{
    for (const json_value *item = records != NULL ? records->first : NULL; item != NULL; item = item->next)
        if (same_value(item, cited))
            return item;
    return NULL;
}

static bool compare(verification *v, const json_value *cited, const json_value *records, const char *key, bool *same)
{
    char message[128];
    size_t number = 1;

    for (const json_value *item = cited->first; item != NULL; item = item->next, number++) {
        bool twice = false;
        for (const json_value *other = item->next; other != NULL; other = other->next)
            twice = twice || same_value(item, other);
        if (!twice && find(records, item) != NULL)
            continue;
        *same = false;
        snprintf(message, sizeof message, twice ? "a record of %s is there twice" : "a record of %s does not stand so in the dossier", key);
        if (!add_claim(v, "record", number, REFUTED, message))
            return false;
    }
    return true;
}

/* All records of the kind as JSON; the bytes must be freed with the document. NULL: a complaint. */
static char *list_records(const gtee_view *view, uint32_t kind, json_document *document)
{
    const gtee_list_options list = {.size = sizeof list, .kind = kind};
    const gtee_show_options show = {.size = sizeof show, .format = GTEE_SHOW_JSON};
    gtee_text *text = NULL;
    const gtee_status status = gtee_list_show(view, &list, &show, &text);
    char *copy = status == GTEE_OK ? malloc(gtee_text_size(text) + 1) : NULL;

    if (copy == NULL) {
        complain("%s", gtee_status_text(status == GTEE_OK ? GTEE_ERROR_MEMORY : status));
    } else {
        memcpy(copy, gtee_text_data(text), gtee_text_size(text) + 1);
        json_read(document, copy, gtee_text_size(text));
    }
    gtee_text_unref(text);
    return copy;
}

static int check_list(verification *v, const gtee_view *view, size_t which, bool *same)
{
    const json_value *cited = json_list(v->root, lists[which].key);
    json_document document = {.root = NULL};
    int result = EXIT_INTERNAL;

    if (cited == NULL || cited->first == NULL)
        return EXIT_YES;
    char *data = list_records(view, lists[which].kind, &document);
    if (data != NULL && compare(v, cited, json_list(document.root, "records"), lists[which].key, same))
        result = EXIT_YES;
    json_free(&document);
    free(data);
    return result;
}

int check_cited(verification *v, const json_value *root)
{
    gtee_view_options all = {.size = sizeof all, .evidence = GTEE_EVIDENCE_STATED | GTEE_EVIDENCE_REPORTED | GTEE_EVIDENCE_INFERRED};
    gtee_view *view = NULL;
    gtee_diagnostics *diagnostics = NULL;
    bool same = true;
    size_t count = 0;
    int result = gtee_date_parse("9999-12-31", &all.as_of) == GTEE_OK ? EXIT_YES : EXIT_INTERNAL;

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        count += count_items(json_list(root, lists[i].key));
    if (count == 0 || result != EXIT_YES)
        return result;
    result = checked(v, gtee_view_new(v->cli->dossier, &all, &view, &diagnostics), diagnostics);
    for (size_t i = 0; result == EXIT_YES && i < sizeof lists / sizeof lists[0]; i++)
        result = check_list(v, view, i, &same);
    gtee_view_unref(view);
    if (result == EXIT_YES && same)
        result = conclude(v, "records", 1, CONFIRMED, "the records that it cites stand so in the dossier");
    return result;
}
