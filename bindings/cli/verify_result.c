/* verify_result.c: reading a saved result: the view that it is of and the question that it answers. Nothing in it is trusted. */
#include "verify.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The file */

/* All of it, up to the limit and a byte more; NULL and a complaint otherwise. */
static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 16, got = 0;
    char *data = file != NULL ? malloc(room) : NULL;

    *size = 0;
    while (data != NULL && *size <= JSON_BYTES_AT_MOST && (got = fread(data + *size, 1, room - *size, file)) > 0) {
        *size += got;
        if (*size < room)
            continue;
        char *grown = realloc(data, room *= 2);
        if (grown == NULL)
            free(data);
        data = grown;
    }
    if (file == NULL || data == NULL || ferror(file)) {
        complain("%s cannot be read: %s", path, strerror(file != NULL && data == NULL ? ENOMEM : errno));
        free(data);
        data = NULL;
    }
    if (file != NULL)
        fclose(file);
    return data;
}

/* ---- The view */

static bool read_evidence(const json_value *list, uint32_t *evidence)
{
    static const uint32_t kinds[] = {GTEE_EVIDENCE_STATED, GTEE_EVIDENCE_REPORTED, GTEE_EVIDENCE_INFERRED};

    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL; item = item->next) {
        size_t i = 0;
        while (i < 3 && (item->type != JSON_TEXT || strcmp(item->text, gtee_evidence_name(kinds[i])) != 0))
            i++;
        if (i == 3)
            return false;
        *evidence |= kinds[i];
    }
    return *evidence != 0;
}

const char **texts_of(const json_value *list, size_t *count)
{
    const char **texts = calloc(count_items(list) + 1, sizeof *texts);

    *count = 0;
    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL && texts != NULL; item = item->next) {
        if (item->type == JSON_TEXT) {
            texts[(*count)++] = item->text;
            continue;
        }
        free(texts);
        return NULL;
    }
    return texts;
}

static int view_again(cli_run *cli, const json_value *root, const json_value *question)
{
    static const char *const members[] = {"as_of", "evidence", NULL};
    const json_value *view = json_map(root, "view"), *sources = json_list(question, "sources");
    const char *day = json_text(view, "as_of");
    gtee_view_options options;
    size_t count = 0;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    if (!has_members(view, members))
        return EXIT_DOSSIER;
    if (view == NULL || !read_evidence(json_list(view, "evidence"), &options.evidence) ||
        (day != NULL && gtee_date_parse(day, &options.as_of) != GTEE_OK))
        return not_understood("it does not say what record it is of (\"view\")");
    const char **names = texts_of(sources, &count);
    if (names == NULL)
        return not_understood("its \"sources\" are not ids");
    options.sources = sources != NULL && count > 0 ? names : NULL;
    options.source_count = options.sources != NULL ? count : 0;
    const int result = make_view_with(cli, &options);
    free(names);
    return result == EXIT_USAGE ? EXIT_DOSSIER : result;
}

/* ---- The question */

/* Participants by their ids; false and a complaint: one is not in the dossier. */
static bool people_of(const cli_run *cli, const json_value *list, const gtee_participant ***people, size_t *count)
{
    *count = 0;
    *people = calloc(count_items(list) + 1, sizeof **people);
    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL && *people != NULL; item = item->next) {
        const gtee_participant *found = item->type == JSON_TEXT ? gtee_dossier_participant_find(cli->dossier, item->text) : NULL;
        if (found == NULL)
            return not_understood("it names a participant that is not in the dossier") == EXIT_YES;
        (*people)[(*count)++] = found;
    }
    return *people != NULL || not_understood("out of memory") == EXIT_YES;
}

static bool positions_of(verification *v, const json_value *list)
{
    gtee_search_options *search = &v->search;

    v->positions = calloc(count_items(list) + 1, sizeof *v->positions);
    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL && v->positions != NULL; item = item->next) {
        uint64_t index;
        const gtee_position *found =
            json_whole(item, SIZE_MAX >> 1, &index) ? gtee_dossier_position_at(v->cli->dossier, (size_t)index) : NULL;
        if (found == NULL)
            return not_understood("it names a position that is not in the dossier") == EXIT_YES;
        v->positions[search->immovable_position_count++] = found;
    }
    search->immovable_positions = search->immovable_position_count > 0 ? v->positions : NULL;
    return v->positions != NULL || not_understood("out of memory") == EXIT_YES;
}

static bool read_costs(verification *v, const json_value *question)
{
    const json_value *red_line = json_member(question, "red_line_weight"), *consent = json_member(question, "consent_weight");
    const char *proposal = json_text(question, "proposal");
    uint64_t cap;

    if (!json_whole(json_member(question, "cap"), UINT32_MAX, &cap) || red_line == NULL || red_line->type != JSON_NUMBER ||
        consent == NULL || consent->type != JSON_NUMBER)
        return not_understood("its \"question\" is not complete") == EXIT_YES;
    v->search.cap = (uint32_t)cap;
    v->search.red_line_weight = red_line->number;
    v->search.consent_weight = consent->number;
    v->search.proposal = proposal != NULL ? gtee_dossier_proposal_find(v->cli->dossier, proposal) : NULL;
    if (strcmp(json_text(question, "kind"), "nearest") == 0) { /* its terms may change */
        v->near = v->search.proposal;
        v->search.proposal = NULL;
        proposal = v->near == NULL ? "" : NULL;
    }
    return proposal == NULL || v->search.proposal != NULL || not_understood("its proposal is not in the dossier") == EXIT_YES;
}

static bool ask_again(verification *v, const json_value *question)
{
    static const char *const members[] = {"kind",     "sources", "parties",         "immovable",      "immovable_positions", "fixed",
                                          "proposal", "cap",     "red_line_weight", "consent_weight", "budget",              NULL};
    const json_value *parties = json_list(question, "parties"), *fixed = json_list(question, "fixed");
    gtee_search_options *search = &v->search;

    search->size = sizeof *search;
    search->progress = progress;
    if (!has_members(question, members))
        return false;
    if (!people_of(v->cli, parties, &v->parties, &search->party_count) ||
        !people_of(v->cli, json_list(question, "immovable"), &v->immovable, &search->immovable_count) ||
        !positions_of(v, json_list(question, "immovable_positions")) || !read_costs(v, question))
        return false;
    search->parties = parties != NULL ? v->parties : NULL;
    search->immovable = search->immovable_count > 0 ? v->immovable : NULL;
    v->fixed = texts_of(fixed, &search->fixed_count);
    if (v->fixed == NULL)
        return not_understood("its \"fixed\" choices are not texts") == EXIT_YES;
    search->fixed = search->fixed_count > 0 ? v->fixed : NULL;
    return true;
}

/* ---- The command */

static void end(verification *v)
{
    for (size_t i = 0; i < v->count; i++)
        free(v->claims[i].message);
    free(v->claims);
    free(v->parties);
    free(v->immovable);
    free(v->positions);
    free(v->fixed);
}

static bool is_known(const char *kind)
{
    return strcmp(kind, "conflicts") == 0 || strcmp(kind, "settlement") == 0 || strcmp(kind, "nearest") == 0 ||
           strcmp(kind, "corrections") == 0 || strcmp(kind, "sensitivity") == 0 || strcmp(kind, "bargain") == 0;
}

static int verify(cli_run *cli, const json_value *root)
{
    const json_value *question = json_map(root, "question");
    const char *kind = json_text(question, "kind");
    verification v;
    int result;

    if (kind == NULL || !is_known(kind))
        return not_understood("it is no answer of conflicts, settle, nearest or bargain with --format json");
    memset(&v, 0, sizeof v);
    v.cli = cli;
    v.root = root;
    result = load(cli, NULL);
    if (result == EXIT_YES)
        result = view_again(cli, root, question);
    if (result == EXIT_YES && !ask_again(&v, question))
        result = EXIT_DOSSIER;
    if (result == EXIT_YES)
        result = verify_claims(&v, root, kind);
    if (result == EXIT_YES)
        result = verify_print(&v);
    end(&v);
    return result;
}

int run_verify(cli_run *cli)
{
    const char *path = cli->arguments.positional.items[1];
    json_document document;
    size_t size;
    int result = EXIT_DOSSIER;
    char *data = read_file(path, &size);

    if (data == NULL)
        return result;
    json_read(&document, data, size);
    if (document.root != NULL) {
        result = verify(cli, document.root);
    } else {
        char line[32];
        snprintf(line, sizeof line, "%zu", document.line);
        complain("%s, line %s: this is no JSON: %s", path, line, document.wrong);
    }
    json_free(&document);
    free(data);
    return result;
}
