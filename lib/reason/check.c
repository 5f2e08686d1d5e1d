/* check.c: conflicts, concession sets, packages and nearest versions confirmed by the checker. Uses base, record, check.h. */
#include "reason/check.h"

static const char *word_of(const gtee_position *position)
{
    return position->record.id != NULL ? position->record.id : gtee_participant_name(position->participant, NULL);
}

gtee_status gti_check_possible(gti_checking *c, bool *answer)
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
static gtee_status each_turns(gti_checking *c, const gtee_position *const *positions, size_t count, bool kept, bool wanted)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t p = positions[i]->record.index;
        bool answer;
        c->kept[p] = kept;
        gtee_status status = gti_check_possible(c, &answer);
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

static gtee_status check_conflict(gti_checking *c, const gtee_position *const *positions, size_t count)
{
    const bool *counts = c->inquiry.question.counts;
    bool answer;

    for (size_t i = 0; i < count; i++)
        c->kept[positions[i]->record.index] = is_hard(positions[i]) && (counts == NULL || counts[positions[i]->participant->record.index]);
    gtee_status status = gti_check_possible(c, &answer);
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
static bool may_move(const gti_checking *c, const gtee_position *const *positions, size_t count)
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

static gtee_status check_correction(gti_checking *c, const gtee_position *const *positions, size_t count)
{
    const bool *counts = c->inquiry.question.counts;
    bool answer;

    for (uint32_t p = 0; p < c->positions; p++) {
        const gtee_position *position = gti_inquiry_position(&c->inquiry, p);
        c->kept[p] = counts == NULL || counts[position->participant->record.index];
    }
    for (size_t i = 0; i < count; i++)
        c->kept[positions[i]->record.index] = false;
    gtee_status status = gti_check_possible(c, &answer);
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

gtee_status gti_check_read(const gti_checking *checking, const gti_claim *claim, gti_inquiry *given)
{
    const gtee_search_options options = {.size = sizeof options, .fixed = claim->choices, .fixed_count = claim->choice_count};

    return gti_inquiry_make(given, checking->inquiry.view, &options, GTI_DEAL_LEXICOGRAPHIC, NULL, checking->report);
}

void gti_check_take(gti_trial *trial, const gti_inquiry *given)
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
static gtee_status price(gti_checking *c, gti_trial *trial, bool *allowed)
{
    gtee_check *check = c->check;
    gtee_status status = GTEE_OK;

    *allowed = true;
    for (size_t i = 0; status == GTEE_OK && i < trial->items.count; i++) {
        const gti_item *item = gti_trial_item(trial, i);
        bool broken;
        status = gti_trial_broken(trial, item, &broken);
        if (!broken)
            continue;
        *allowed = *allowed && !item->hard;
        check->changes += item->kind == GTI_ITEM_CHANGE;
        check->red_lines += item->kind == GTI_ITEM_POSITION;
        check->consents += item->kind == GTI_ITEM_CONSENT;
        if (c->inquiry.question.mode == GTI_DEAL_WEIGHTED)
            check->weight += item->cost[0];
        else if (item->kind == GTI_ITEM_WEIGHT)
            check->weight += item->cost[2];
    }
    return status;
}

static gtee_status find_cheaper(gti_checking *c, gti_trial *trial)
{
    const bool near = c->inquiry.question.mode == GTI_DEAL_NEAREST;
    bool found;
    gtee_status status = gti_trial_cheaper(trial, &found);

    if (status == GTEE_ERROR_LIMIT) {
        c->check->complete = false;
        gti_buffer_text(&c->words, near ? "the version is allowed and changes this; whether another is nearer is too large to try"
                                        : "the package is allowed and costs this; whether another is cheaper is too large to try");
        return GTEE_OK;
    }
    if (status != GTEE_OK)
        return status;
    c->check->confirmed = !found;
    if (near)
        gti_buffer_text(&c->words, found ? "the version is allowed, but another changes less or costs less"
                                         : "the version is allowed and none changes less, or as much and costs less");
    else
        gti_buffer_text(&c->words, found ? "the package is allowed, but another is cheaper" : "the package is allowed and none is cheaper");
    return status;
}

static gtee_status look_at_package(gti_checking *c, const gti_inquiry *given)
{
    gti_trial trial;
    bool allowed;
    gtee_status status = gti_trial_make(&trial, &c->inquiry, false, NULL);

    if (status == GTEE_OK) {
        gti_check_take(&trial, given);
        status = price(c, &trial, &allowed);
    }
    if (status == GTEE_OK)
        status = gti_check_account(c, &trial);
    if (status == GTEE_OK) {
        c->check->confirmed = c->check->allowed = allowed;
        if (allowed)
            status = find_cheaper(c, &trial);
        else
            gti_buffer_text(&c->words, c->inquiry.question.mode == GTI_DEAL_NEAREST
                                           ? "the version crosses a red line, or breaks a constraint, what is fixed, or what may not be moved"
                                           : "the package breaks a constraint, what is fixed, a cap, or what may not be moved");
    }
    gti_trial_free(&trial);
    return status;
}

static gtee_status check_package(gti_checking *c, const gti_claim *claim)
{
    gti_inquiry given;
    gtee_status status = gti_check_read(c, claim, &given);

    if (status == GTEE_OK)
        status = look_at_package(c, &given);
    gti_inquiry_free(&given);
    return status;
}

/* ---- the frame of each call */

static gtee_status take_positions(const gti_checking *c, const gti_claim *claim)
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

gtee_status gti_check_flags(gti_checking *c, bool value)
{
    c->kept = gti_alloc_array(&c->check->allocator, c->positions + 1, sizeof(bool));
    for (size_t i = 0; c->kept != NULL && i < c->positions; i++)
        c->kept[i] = value;
    return c->kept != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status check_conflict_claim(gti_checking *c, const gti_claim *claim)
{
    const gtee_status status = gti_check_flags(c, false);

    return status == GTEE_OK ? check_conflict(c, claim->positions, claim->position_count) : status;
}

static gtee_status check_correction_claim(gti_checking *c, const gti_claim *claim)
{
    const gtee_status status = gti_check_flags(c, false);

    return status == GTEE_OK ? check_correction(c, claim->positions, claim->position_count) : status;
}

static gtee_status work(gti_checking *c, const gtee_view *view, const gtee_search_options *options, const gti_claim *claim)
{
    gtee_status status = gti_inquiry_make(&c->inquiry, view, options, claim->mode, claim->near, c->report);

    gti_buffer_init(&c->words, &c->check->allocator);
    c->check->complete = true;
    c->positions = gti_record_count(view->dossier, GTEE_KIND_POSITION);
    if (status == GTEE_OK)
        status = take_positions(c, claim);
    if (status == GTEE_OK)
        status = claim->work(c, claim);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(c->report, GTI_CODE_CHECK_TOO_LARGE, NULL, NULL, "to try all choices takes more than %u steps", GTI_CHECK_STEPS);
    if (status == GTEE_OK && !c->words.failed)
        c->check->message = gti_arena_copy(&c->check->arena, c->words.data, c->words.size);
    gti_buffer_free(&c->words);
    gti_free(&c->check->allocator, c->kept, (c->positions + 1) * sizeof(bool));
    gti_inquiry_free(&c->inquiry);
    return status == GTEE_OK && c->check->message == NULL ? GTEE_ERROR_MEMORY : status;
}

gtee_status gti_check_new(const gtee_view *view, const gtee_search_options *options, const gti_claim *claim, gtee_check **check,
                          gtee_diagnostics **diagnostics)
{
    gtee_search_options copy;
    gti_checking c = {.check = NULL};

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
    c.check->view = gtee_view_ref((gtee_view *)view);
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
    const gti_claim claim = {.positions = positions, .position_count = position_count, .work = check_conflict_claim};

    return gti_check_new(view, options, &claim, check, diagnostics);
}

gtee_status gtee_check_correction(const gtee_view *view, const gtee_search_options *options, const gtee_position *const *positions,
                                  size_t position_count, gtee_check **check, gtee_diagnostics **diagnostics)
{
    const gti_claim claim = {.positions = positions, .position_count = position_count, .work = check_correction_claim};

    return gti_check_new(view, options, &claim, check, diagnostics);
}

gtee_status gtee_check_package(const gtee_view *view, const gtee_search_options *options, const char *const *choices, size_t choice_count,
                               gtee_check **check, gtee_diagnostics **diagnostics)
{
    const gti_claim claim = {.choices = choices, .choice_count = choice_count, .work = check_package};

    return gti_check_new(view, options, &claim, check, diagnostics);
}

gtee_status gtee_check_nearest(const gtee_view *view, const gtee_proposal *proposal, const gtee_search_options *options,
                               const char *const *choices, size_t choice_count, gtee_check **check, gtee_diagnostics **diagnostics)
{
    const gti_claim claim = {.mode = GTI_DEAL_NEAREST, .near = proposal, .choices = choices, .choice_count = choice_count, .work = check_package};

    return gti_check_new(proposal != NULL ? view : NULL, options, &claim, check, diagnostics);
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
    gtee_view *view = check->view;
    gti_arena_free(&check->arena);
    gti_free(&allocator, check, sizeof *check);
    gtee_view_unref(view);
}
