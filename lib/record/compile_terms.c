/* compile_terms.c: terms: mappings from variables to selections of options. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

/* ---- Variables: `issue` or `issue/participant` */

static bool refuse_variable(gti_assembly *a, const gti_node *entry)
{
    GTI_SAY_KEY(a, BAD_ID, entry, "%q is no variable", entry->key);
    gti_report_hint(a->report, "write the id of an issue, or issue/participant");
    return false;
}

/* The bytes of the key before its slash; all of them, if it has none. */
static size_t issue_size(const gti_node *entry)
{
    const char *slash = memchr(entry->key, '/', entry->key_size);

    return slash == NULL ? entry->key_size : (size_t)(slash - entry->key);
}

/* Remembers each pair of issue and participant once, with the first place where it was written. */
static void ask_choice(gti_assembly *a, gtee_issue *issue, gtee_participant *participant, const gti_node *entry)
{
    uint64_t pair = (uint64_t)(uintptr_t)issue * UINT64_C(0x9E3779B97F4A7C15) ^ (uint64_t)(uintptr_t)participant;
    uint32_t before;

    if (gti_map_get(&a->choices, pair, &before)) {
        const gti_later *later = GTI_VEC_AT(&a->later, gti_later, before);

        if (later->subject == issue && later->object == participant)
            return;
    }
    gti_ask_later(a, GTI_ASK_CHOICE, issue, participant, entry, true);
    if (!a->failed && !gti_map_put(a->allocator, &a->choices, pair, (uint32_t)(a->later.count - 1)))
        a->failed = true;
}

static bool check_choice(gti_assembly *a, gtee_issue *issue, gtee_participant *participant, const gti_node *entry)
{
    if (issue->by == NULL && participant == NULL)
        return true;
    if (participant == NULL) {
        GTI_SAY_KEY(a, CHOICE_MISSING, entry, "%s needs to say whose choice it is: each member of %s has its own", issue->record.id,
                    issue->by->record.id);
        gti_report_hint(a->report, "write %s/participant, or %s/%s for all of them", issue->record.id, issue->record.id,
                        issue->by->record.id);
        return false;
    }
    if (issue->by == NULL) {
        GTI_SAY_KEY(a, CHOICE_UNWANTED, entry, "%s is one choice for all, not one of each participant", issue->record.id);
        gti_report_hint(a->report, "write %s without the slash, or give the issue the key by", issue->record.id);
        return false;
    }
    ask_choice(a, issue, participant, entry);
    return true;
}

bool gti_take_variable(gti_assembly *a, const gti_node *entry, gtee_issue **issue, gtee_participant **participant)
{
    size_t size = issue_size(entry);
    const char *behind = entry->key + size + 1;
    size_t behind_size = size == entry->key_size ? 0 : entry->key_size - size - 1;

    *participant = NULL;
    *issue = (gtee_issue *)(void *)gti_find_declared(a, GTEE_KIND_ISSUE, entry->key, size);
    if (*issue != NULL && size == entry->key_size)
        return check_choice(a, *issue, NULL, entry);
    if (!gti_is_id(entry->key, size) || (size != entry->key_size && !gti_is_id(behind, behind_size)))
        return refuse_variable(a, entry);
    *issue = (gtee_issue *)(void *)gti_refer(a, GTEE_KIND_ISSUE, entry->key, size, entry, true);
    if (behind_size > 0)
        *participant = (gtee_participant *)(void *)gti_refer(a, GTEE_KIND_PARTICIPANT, behind, behind_size, entry, true);
    if (a->failed || !(*issue)->record.declared)
        return false;
    return check_choice(a, *issue, *participant, entry);
}

/* ---- Selections */

const gtee_option *gti_find_option(gti_assembly *a, const gtee_issue *issue, const char *id, size_t size)
{
    gti_symbol symbol = gti_symbols_find(a->dossier->symbols, id, size);
    const char *text = gti_symbols_text(a->dossier->symbols, symbol);

    for (uint32_t i = 0; symbol != 0 && i < issue->options.count; i++)
        if (issue->options.items[i].id == text)
            return &issue->options.items[i];
    return NULL;
}

void gti_list_options(gti_assembly *a, const gtee_issue *issue, const char *id, size_t size)
{
    gti_guess guess = gti_guess_begin(a, id, size);

    gti_words_clear(a);
    for (uint32_t i = 0; i < issue->options.count; i++) {
        if (issue->options.items[i].id == NULL)
            continue;
        gti_guess_try(&guess, issue->options.items[i].id);
        gti_words_add(a, issue->options.items[i].id);
    }
    gti_hint_words(a, guess.best, "its options are");
}

/* NULL after saying so, or if the issue itself is wrong. */
static const gtee_option *take_option(gti_assembly *a, const gtee_issue *issue, const gti_node *node)
{
    const gtee_option *option;

    if (!gti_take_scalar(a, node))
        return NULL;
    option = gti_find_option(a, issue, node->text, node->size);
    if (option == NULL && issue->options.count > 0) {
        GTI_SAY(a, UNKNOWN_OPTION, node, "%s has no option %q", issue->record.id, node->text);
        gti_list_options(a, issue, node->text, node->size);
    }
    return option;
}

static void take_bound(gti_assembly *a, const gti_node *node, gtee_term *term)
{
    const gti_node *bound = node->first;
    bool least = node->count == 1 && gti_key_equal(bound->key, bound->key_size, "at_least");
    const gtee_option *option;

    if (!least && (node->count != 1 || !gti_key_equal(bound->key, bound->key_size, "at_most"))) {
        GTI_SAY(a, BAD_SELECTION, node, "a selection in braces is either at_least or at_most and one option");
        gti_report_hint(a->report, "write {at_least: option}, {at_most: option}, or a list of options");
        return;
    }
    if (!term->issue->ordered) {
        GTI_SAY_KEY(a, UNORDERED_SELECTION, bound, "the options of %s are no scale", term->issue->record.id);
        gti_report_hint(a->report, "list the options meant, or write ordered: true in the issue");
    }
    term->selection = least ? GTEE_SELECTION_AT_LEAST : GTEE_SELECTION_AT_MOST;
    option = take_option(a, term->issue, bound);
    if (option != NULL && least)
        term->options = gti_options_all(term->issue) & UINT64_MAX << option->index;
    else if (option != NULL)
        term->options = UINT64_MAX >> (63 - option->index);
}

static void take_selection(gti_assembly *a, const gti_node *entry, gtee_term *term)
{
    if (gti_refuse_empty(a, entry))
        return;
    if (entry->type == GTI_NODE_MAP) {
        take_bound(a, entry, term);
        return;
    }
    term->selection = GTEE_SELECTION_OPTIONS;
    GTI_EACH(item, entry)
    {
        const gtee_option *option = take_option(a, term->issue, item);

        if (option != NULL)
            term->options |= UINT64_C(1) << option->index;
    }
}

static void take_term(gti_assembly *a, const gti_node *entry, gti_terms *terms)
{
    gtee_term term = {.selection = 0};

    if (!gti_take_variable(a, entry, &term.issue, &term.participant))
        return;
    take_selection(a, entry, &term);
    terms->items[terms->count++] = term;
    if (a->kind == GTEE_KIND_PROPOSAL)
        gti_ask_later(a, GTI_ASK_TERM, terms, NULL, entry, true);
    if (!a->failed && a->kind == GTEE_KIND_PROPOSAL)
        GTI_VEC_AT(&a->later, gti_later, a->later.count - 1)->number = terms->count - 1;
}

/* ---- Putting aside what names issues that are not declared yet */

static bool is_declared(const gti_assembly *a, const gti_node *entry)
{
    return gti_find_declared(a, GTEE_KIND_ISSUE, entry->key, issue_size(entry)) != NULL;
}

static bool all_declared(const gti_assembly *a, const gti_node *node)
{
    for (const gti_node *entry = node->first; entry != NULL; entry = entry->next) {
        if (node->type == GTI_NODE_LIST && entry->type == GTI_NODE_MAP) {
            for (const gti_node *inner = entry->first; inner != NULL; inner = inner->next)
                if (!is_declared(a, inner))
                    return false;
        } else if (node->type == GTI_NODE_MAP && !is_declared(a, entry)) {
            return false;
        }
    }
    return true;
}

bool gti_terms_ready(gti_assembly *a, const gti_node *node, enum gti_type type, void *target)
{
    gti_waiting *waiting;
    const char *path;

    if (a->root_path != NULL || all_declared(a, node))
        return true; /* what waited is read at the end, ready or not */
    waiting = gti_vec_push(a->allocator, &a->waiting);
    path = gti_path_to(a, node);
    if (waiting == NULL || path == NULL) {
        a->failed = true;
        return false;
    }
    *waiting = (gti_waiting){.type = type, .target = target, .record = a->record};
    waiting->node = gti_node_copy(&a->scratch, node);
    waiting->path = gti_arena_copy(&a->scratch, path, a->path.size);
    if (waiting->node == NULL || waiting->path == NULL)
        a->failed = true;
    return false;
}

void gti_take_waiting(gti_assembly *a)
{
    for (size_t i = 0; i < a->waiting.count && !a->failed; i++) {
        const gti_waiting *waiting = GTI_VEC_AT(&a->waiting, gti_waiting, i);

        a->record = waiting->record;
        a->kind = waiting->record->kind;
        a->root = waiting->node;
        a->root_path = waiting->path;
        if (waiting->type == GTI_TYPE_TERMS)
            gti_take_terms(a, waiting->node, waiting->target);
        else if (waiting->type == GTI_TYPE_TERM_LIST)
            gti_take_term_list(a, waiting->node, waiting->target);
        else
            gti_take_utilities(a, waiting->node, waiting->target);
    }
}

/* ---- Terms as fields */

static bool new_terms(gti_assembly *a, gti_terms *terms, size_t count)
{
    terms->items = gti_compile_array(a, count, sizeof *terms->items);
    return terms->items != NULL;
}

void gti_take_terms(gti_assembly *a, const gti_node *node, gti_terms *terms)
{
    if (!gti_expect_map(a, node, "terms") || !gti_terms_ready(a, node, GTI_TYPE_TERMS, terms) || !new_terms(a, terms, node->count))
        return;
    for (const gti_node *entry = node->first; entry != NULL; entry = entry->next)
        take_term(a, entry, terms);
}

/* An entry of a list of terms: a mapping of one variable. */
static bool expect_single(gti_assembly *a, const gti_node *item)
{
    if (!gti_expect_map(a, item, "a term"))
        return false;
    if (item->count == 1)
        return true;
    GTI_SAY(a, WRONG_SHAPE, item, "a term of the list must be a mapping of one variable, not of %u", (uint64_t)item->count);
    gti_report_hint(a->report, "put a dash before each of them");
    return false;
}

void gti_take_term_list(gti_assembly *a, const gti_node *node, gti_terms *terms)
{
    if (node->type != GTI_NODE_LIST) {
        if (gti_expect_map(a, node, "of") && gti_terms_ready(a, node, GTI_TYPE_TERM_LIST, terms) && new_terms(a, terms, node->count))
            for (const gti_node *entry = node->first; entry != NULL; entry = entry->next)
                take_term(a, entry, terms);
        return;
    }
    if (gti_refuse_empty(a, node) || !gti_terms_ready(a, node, GTI_TYPE_TERM_LIST, terms) || !new_terms(a, terms, node->count))
        return;
    for (const gti_node *item = node->first; item != NULL; item = item->next)
        if (expect_single(a, item))
            take_term(a, item->first, terms);
}

/* ---- Stances */

static const gti_node *other_stance(const gti_node *entry)
{
    const gti_node *other = entry->parent->first;

    for (; other != entry; other = other->next)
        for (const gti_word *word = gti_words_stance; word->word != NULL; word++)
            if (gti_key_equal(other->key, other->key_size, word->word))
                return other;
    return entry;
}

static void take_package(gti_assembly *a, const gti_node *node, const gti_node *proposal, gtee_position *position)
{
    if (node->count > 1) {
        GTI_SAY(a, MIXED_SUBJECT, node, "a stance is on a whole proposal or on choices, not on both");
        gti_report_hint(a->report, "make a position of each");
    }
    position->proposal = (gtee_proposal *)(void *)gti_take_ref(a, proposal, GTEE_KIND_PROPOSAL);
}

void gti_take_stance(gti_assembly *a, const gti_node *entry, uint32_t stance, gtee_position *position)
{
    const gti_node *proposal;

    if (position->stance != GTEE_STANCE_NONE) {
        const gti_node *first = other_stance(entry);

        GTI_SAY_KEY(a, SEVERAL_STANCES, entry, "the position already has the stance %s", first->key);
        gti_report_related(a->report, gti_at_key(a, first), "the first stance is here");
        gti_report_hint(a->report, "make a position of each");
        return;
    }
    position->stance = stance;
    proposal = gti_node_entry(entry, "proposal");
    if (proposal != NULL)
        take_package(a, entry, proposal, position);
    else
        gti_take_terms(a, entry, &position->terms);
}
