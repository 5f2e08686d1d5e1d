/* check.c: conflicts, concession sets and packages confirmed by the checker. Uses base, record, check.h. */
#include "reason/check.h"

struct gtee_check {
    gti_refs refs;
    gti_allocator allocator;
    gti_arena arena;
    bool confirmed, complete;
    uint32_t red_lines, consents;
    double weight;
    const char *message;
};

/* What is at work. */
typedef struct checking {
    gtee_check *check;
    gti_inquiry inquiry;
    gti_report *report;
    bool *kept; /* by position */
    size_t positions;
    gti_buffer words;
} checking;

static const char *word_of(const gtee_position *position)
{
    return position->record.id != NULL ? position->record.id : gtee_participant_name(position->participant, NULL);
}

/* Can the positions that are kept, what is fixed and the constraints hold together? */
static gtee_status possible(checking *c, bool *answer)
{
    gti_trial trial;
    gtee_status status = gti_trial_make(&trial, &c->inquiry, true, c->kept);

    if (status == GTEE_OK)
        status = gti_trial_possible(&trial, answer);
    gti_trial_free(&trial);
    return status;
}

/* ---- conflicts and concession sets */

/* Each of the positions, taken out of what is kept or put into it, must turn the answer round. */
static gtee_status each_turns(checking *c, const gtee_position *const *positions, size_t count, bool kept, bool wanted)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t p = positions[i]->record.index;
        bool answer;
        c->kept[p] = kept;
        gtee_status status = possible(c, &answer);
        c->kept[p] = !kept;
        if (status != GTEE_OK)
            return status;
        if (answer != wanted) {
            c->check->confirmed = false;
            gti_buffer_format(&c->words, kept ? "the rest can all be met even with %q: giving it up is needless"
                                              : "the others cannot be met even without %q: it is needless",
                              word_of(positions[i]));
            return GTEE_OK;
        }
    }
    return GTEE_OK;
}

static bool is_hard(const gtee_position *position)
{
    return position->stance == GTEE_STANCE_REQUIRES || position->stance == GTEE_STANCE_REJECTS;
}

static gtee_status check_conflict(checking *c, const gtee_position *const *positions, size_t count)
{
    bool answer;

    for (size_t i = 0; i < count; i++)
        c->kept[positions[i]->record.index] = is_hard(positions[i]);
    gtee_status status = possible(c, &answer);
    if (status != GTEE_OK)
        return status;
    c->check->confirmed = !answer;
    if (answer) {
        gti_buffer_text(&c->words, "these positions can all be met together");
        return GTEE_OK;
    }
    status = each_turns(c, positions, count, false, true);
    if (status == GTEE_OK && c->check->confirmed)
        gti_buffer_text(&c->words, "these positions cannot all be met, and without any one of them the others can");
    return status;
}

/* Does it keep to the cap, and to what may move? */
static bool may_move(const checking *c, const gtee_position *const *positions, size_t count)
{
    const gti_deal_question *question = &c->inquiry.question;

    for (size_t i = 0; i < count; i++) {
        const uint32_t who = positions[i]->participant->record.index;
        uint32_t same = 0;
        for (size_t k = 0; k < count; k++)
            same += positions[k]->participant == positions[i]->participant;
        if ((question->cap > 0 && same > question->cap) || (question->immovable != NULL && question->immovable[who]) ||
            (question->immovable_positions != NULL && question->immovable_positions[positions[i]->record.index]))
            return false;
    }
    return true;
}

static gtee_status check_correction(checking *c, const gtee_position *const *positions, size_t count)
{
    const bool *counts = c->inquiry.question.counts;
    bool answer;

    for (uint32_t p = 0; p < c->positions; p++) {
        const gtee_position *position = gti_inquiry_position(&c->inquiry, p);
        c->kept[p] = counts == NULL || counts[position->participant->record.index];
    }
    for (size_t i = 0; i < count; i++)
        c->kept[positions[i]->record.index] = false;
    gtee_status status = possible(c, &answer);
    if (status != GTEE_OK)
        return status;
    c->check->confirmed = answer && may_move(c, positions, count);
    if (!c->check->confirmed) {
        gti_buffer_text(&c->words, answer ? "one of these positions may not move, or these are more than the cap allows"
                                          : "without these positions the others still cannot all be met");
        return GTEE_OK;
    }
    status = each_turns(c, positions, count, true, false);
    if (status == GTEE_OK && c->check->confirmed)
        gti_buffer_text(&c->words, "without these positions all others can be met, and with any one of them they cannot");
    return status;
}

/* ---- packages */

static uint32_t lowest(uint64_t bits)
{
    uint32_t index = 0;

    while (index < 63 && (bits >> index & 1) == 0)
        index++;
    return index;
}

/* The choices that were given; the default, or else the first option, of all others. */
static void take_choices(gti_trial *trial, const gti_inquiry *given)
{
    const gtee_view *view = trial->inquiry->view;

    for (uint32_t v = 0; v < view->variables.count; v++) {
        const uint64_t fallback = gti_variable_default(&view->variables.items[v]);
        trial->option[v] = fallback != 0 ? lowest(fallback) : 0;
    }
    for (size_t i = 0; i < given->fixes.count; i++) {
        const gti_fix *fix = GTI_VEC_AT(&given->fixes, gti_fix, i);
        trial->option[fix->variable] = lowest(fix->options);
    }
}

/* What it costs as it stands; *allowed: it breaks nothing that is hard. */
static gtee_status price(checking *c, gti_trial *trial, bool *allowed)
{
    gtee_check *check = c->check;
    gtee_status status = GTEE_OK;

    *allowed = true;
    for (size_t i = 0; status == GTEE_OK && i < trial->items.count; i++) {
        const gti_item *item = GTI_VEC_AT(&trial->items, gti_item, i);
        bool broken;
        status = gti_trial_broken(trial, item, &broken);
        if (!broken)
            continue;
        *allowed = *allowed && !item->hard;
        check->red_lines += item->kind == GTI_ITEM_POSITION;
        check->consents += item->kind == GTI_ITEM_CONSENT;
        if (c->inquiry.question.mode == GTI_DEAL_WEIGHTED)
            check->weight += item->cost[0];
        else if (item->kind == GTI_ITEM_WEIGHT)
            check->weight += item->cost[2];
    }
    return status;
}

static gtee_status find_cheaper(checking *c, gti_trial *trial)
{
    bool found;
    gtee_status status = gti_trial_cheaper(trial, &found);

    if (status == GTEE_ERROR_LIMIT) {
        c->check->complete = false;
        gti_buffer_text(&c->words, "the package is allowed and costs this; whether another is cheaper is too large to try");
        return GTEE_OK;
    }
    if (status == GTEE_OK) {
        c->check->confirmed = !found;
        gti_buffer_text(&c->words, found ? "the package is allowed, but another is cheaper" : "the package is allowed and none is cheaper");
    }
    return status;
}

static gtee_status check_package(checking *c, const gti_inquiry *given)
{
    gti_trial trial;
    bool allowed;
    gtee_status status = gti_trial_make(&trial, &c->inquiry, false, NULL);

    if (status == GTEE_OK) {
        take_choices(&trial, given);
        status = price(c, &trial, &allowed);
    }
    if (status == GTEE_OK) {
        c->check->confirmed = allowed;
        if (allowed)
            status = find_cheaper(c, &trial);
        else
            gti_buffer_text(&c->words, "the package breaks a constraint, what is fixed, a cap, or what may not be moved");
    }
    gti_trial_free(&trial);
    return status;
}

/* ---- the three calls */

typedef struct check_claim {
    bool is_package, is_conflict;
    const gtee_position *const *positions;
    size_t position_count;
    const char *const *choices;
    size_t choice_count;
} check_claim;

static gtee_status take_positions(checking *c, const check_claim *claim)
{
    for (size_t i = 0; i < claim->position_count; i++) {
        if (claim->positions[i] == NULL)
            return GTEE_ERROR_ARGUMENT;
        if (gti_record_belongs(c->inquiry.view->dossier, &claim->positions[i]->record))
            continue;
        gti_report_add(c->report, GTI_CODE_OTHER_DOSSIER, NULL, NULL, "a position is not of the view's dossier");
        return GTEE_ERROR_ARGUMENT;
    }
    return GTEE_OK;
}

static gtee_status check_positions(checking *c, const check_claim *claim)
{
    gtee_status status = take_positions(c, claim);

    if (status != GTEE_OK)
        return status;
    c->positions = gti_record_count(c->inquiry.view->dossier, GTEE_KIND_POSITION);
    c->kept = gti_alloc_array(&c->check->allocator, c->positions + 1, sizeof(bool));
    if (c->kept == NULL)
        return GTEE_ERROR_MEMORY;
    status = claim->is_conflict ? check_conflict(c, claim->positions, claim->position_count)
                                : check_correction(c, claim->positions, claim->position_count);
    gti_free(&c->check->allocator, c->kept, (c->positions + 1) * sizeof(bool));
    return status;
}

static gtee_status check_choices(checking *c, const gtee_view *view, const check_claim *claim)
{
    gtee_search_options options = {.size = sizeof options, .fixed = claim->choices, .fixed_count = claim->choice_count};
    gti_inquiry given;
    gtee_status status = gti_inquiry_make(&given, view, &options, GTI_DEAL_LEXICOGRAPHIC, NULL, c->report);

    if (status == GTEE_OK)
        status = check_package(c, &given);
    gti_inquiry_free(&given);
    return status;
}

static gtee_status work(checking *c, const gtee_view *view, const gtee_search_options *options, const check_claim *claim)
{
    gtee_status status = gti_inquiry_make(&c->inquiry, view, options, GTI_DEAL_LEXICOGRAPHIC, NULL, c->report);

    gti_buffer_init(&c->words, &c->check->allocator);
    c->check->complete = true;
    if (status == GTEE_OK)
        status = claim->is_package ? check_choices(c, view, claim) : check_positions(c, claim);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(c->report, GTI_CODE_CHECK_TOO_LARGE, NULL, NULL, "to try all choices takes more than %u steps", GTI_CHECK_STEPS);
    if (status == GTEE_OK && !c->words.failed)
        c->check->message = gti_arena_copy(&c->check->arena, c->words.data, c->words.size);
    gti_buffer_free(&c->words);
    gti_inquiry_free(&c->inquiry);
    return status == GTEE_OK && c->check->message == NULL ? GTEE_ERROR_MEMORY : status;
}

static gtee_status check_new(const gtee_view *view, const gtee_search_options *options, const check_claim *claim, gtee_check **check,
                             gtee_diagnostics **diagnostics)
{
    gtee_search_options copy;
    checking c = {.check = NULL};

    if (check != NULL)
        *check = NULL;
    gtee_status status = gti_inquiry_begin(check != NULL ? view : NULL, options, &copy, diagnostics, &c.report);
    if (status != GTEE_OK)
        return status;
    if ((claim->positions == NULL && claim->position_count > 0) || (claim->choices == NULL && claim->choice_count > 0))
        return gti_report_finish(c.report, GTEE_ERROR_ARGUMENT, diagnostics);
    c.check = gti_alloc_zero(&view->groups.arena.allocator, sizeof *c.check);
    if (c.check == NULL)
        return gti_report_finish(c.report, GTEE_ERROR_MEMORY, diagnostics);
    gti_refs_init(&c.check->refs);
    c.check->allocator = view->groups.arena.allocator;
    gti_arena_init(&c.check->arena, &c.check->allocator);
    status = gti_report_finish(c.report, work(&c, view, &copy, claim), diagnostics);
    if (status == GTEE_OK)
        *check = c.check;
    else
        gtee_check_unref(c.check);
    return status;
}

gtee_status gtee_check_conflict(const gtee_view *view, const gtee_search_options *options, const gtee_position *const *positions,
                                size_t position_count, gtee_check **check, gtee_diagnostics **diagnostics)
{
    const check_claim claim = {.is_conflict = true, .positions = positions, .position_count = position_count};

    return check_new(view, options, &claim, check, diagnostics);
}

gtee_status gtee_check_correction(const gtee_view *view, const gtee_search_options *options, const gtee_position *const *positions,
                                  size_t position_count, gtee_check **check, gtee_diagnostics **diagnostics)
{
    const check_claim claim = {.positions = positions, .position_count = position_count};

    return check_new(view, options, &claim, check, diagnostics);
}

gtee_status gtee_check_package(const gtee_view *view, const gtee_search_options *options, const char *const *choices, size_t choice_count,
                               gtee_check **check, gtee_diagnostics **diagnostics)
{
    const check_claim claim = {.is_package = true, .choices = choices, .choice_count = choice_count};

    return check_new(view, options, &claim, check, diagnostics);
}

gtee_check *gtee_check_ref(gtee_check *check)
{
    gti_refs_up(&check->refs);
    return check;
}

void gtee_check_unref(gtee_check *check)
{
    if (check == NULL || !gti_refs_down(&check->refs))
        return;
    const gti_allocator allocator = check->allocator;
    gti_arena_free(&check->arena);
    gti_free(&allocator, check, sizeof *check);
}

int32_t gtee_check_is_confirmed(const gtee_check *check)
{
    return check->confirmed;
}

int32_t gtee_check_is_complete(const gtee_check *check)
{
    return check->complete;
}

const char *gtee_check_message(const gtee_check *check)
{
    return check->message;
}

uint32_t gtee_check_red_lines(const gtee_check *check)
{
    return check->red_lines;
}

uint32_t gtee_check_consents(const gtee_check *check)
{
    return check->consents;
}

double gtee_check_weight(const gtee_check *check)
{
    return check->weight;
}
