/* check_influence.c: the cheapest package, and what a position weighs, by trying all choices: the cheapest package without it, and whether conflicts
 * rest on it. Uses base, record, check.h.
 *
 * A position is part of a conflict just when there are others that can be met together, but not with it. Such others need not be looked for among
 * all sets: what some choice meets, without meeting the position, will do, and more of it only makes it easier to find. */
#include "reason/check.h"

#define ASKING_STEPS 1000u /* that a question about a set of positions is worth */

typedef struct seeking {
    gti_checking *c;
    gti_trial *trial;
    uint32_t position;
    gti_vec fit;    /* of bool, `positions` each: sets that can be met with the position */
    bool *here;     /* by item: does it look at the part at hand? */
    bool found;     /* a conflict */
} seeking;

/* ---- the cheapest package */

static gtee_status find_least(gti_checking *c, uint32_t position, bool *possible)
{
    gti_trial trial;
    double cost[3] = {0};
    gtee_status status = gti_trial_make_without(&trial, &c->inquiry, position);
    const uint32_t mode = c->inquiry.question.mode;
    const bool weighted = mode == GTI_DEAL_WEIGHTED, near = mode == GTI_DEAL_NEAREST;

    if (status == GTEE_OK)
        status = gti_trial_least(&trial, cost, possible);
    gti_trial_free(&trial);
    c->check->changes = near ? (uint32_t)(cost[0] + 0.5) : 0;
    c->check->red_lines = weighted || near ? 0 : (uint32_t)(cost[0] + 0.5);
    c->check->consents = weighted ? 0 : (uint32_t)(cost[1] + 0.5);
    c->check->weight = cost[weighted ? 0 : 2];
    return status;
}

/* How many packages there are: of what is hard alone, the parts multiplied. */
typedef struct counting {
    double part, whole;
} counting;

static gtee_status count_begin(void *user, const uint32_t *variables, size_t count, bool *wanted)
{
    (void)variables;
    (void)count;
    ((counting *)user)->part = 0;
    *wanted = true;
    return GTEE_OK;
}

static gtee_status count_each(void *user)
{
    ((counting *)user)->part += 1;
    return GTEE_OK;
}

static gtee_status count_end(void *user)
{
    counting *n = user;

    n->whole *= n->part;
    return GTEE_OK;
}

static gtee_status count_packages(gti_checking *c)
{
    const gti_allocator *allocator = &c->check->allocator;
    counting n = {.whole = 1};
    const gti_visitor visitor = {&n, count_begin, count_each, count_end};
    gti_vec all = GTI_VEC(uint32_t);
    gti_trial trial;
    bool possible = false;
    gtee_status status = gti_trial_make(&trial, &c->inquiry, false, NULL);

    if (status == GTEE_OK && trial.borne.count > 0 && !gti_vec_append(allocator, &all, trial.borne.items, trial.borne.count))
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        status = gti_trial_restrict(&trial, c->inquiry.question.cap > 0, &all); /* caps count red lines */
    if (status == GTEE_OK)
        status = gti_trial_visit(&trial, &visitor, &possible);
    if (status == GTEE_OK && possible)
        c->check->packages = n.whole;
    gti_trial_free(&trial);
    gti_vec_free(allocator, &all);
    return status;
}

/* ---- conflicts */

/* Is the set part of one that can be met with the position? */
static bool is_known(const seeking *s)
{
    const size_t positions = s->c->positions;

    for (size_t i = 0; i < s->fit.count; i += positions) {
        const bool *set = GTI_VEC_AT(&s->fit, bool, i);
        bool within = true;
        for (size_t p = 0; within && p < positions; p++)
            within = set[p] || !s->c->kept[p];
        if (within)
            return true;
    }
    return false;
}

/* `kept`: the position, and what the choices at hand meet. *crossed: they do not meet it. */
static gtee_status take_met(seeking *s, bool *crossed)
{
    gtee_status status = GTEE_OK;

    *crossed = false;
    for (size_t p = 0; p < s->c->positions; p++)
        s->c->kept[p] = p == s->position;
    for (size_t i = 0; status == GTEE_OK && i < s->trial->items.count; i++) {
        const gti_item *item = gti_trial_item(s->trial, i);
        bool broken;
        if (!s->here[i] || item->kind != GTI_ITEM_POSITION)
            continue;
        status = gti_trial_broken(s->trial, item, &broken);
        if (item->number == s->position)
            *crossed = broken;
        else
            s->c->kept[item->number] = !broken;
    }
    return status;
}

static gtee_status seek_each(void *user)
{
    seeking *s = user;
    bool crossed, possible;
    gtee_status status = s->found ? GTEE_OK : take_met(s, &crossed);

    if (status != GTEE_OK || s->found || !crossed || is_known(s))
        return status;
    s->trial->steps += ASKING_STEPS;
    status = gti_check_possible(s->c, &possible);
    if (status != GTEE_OK)
        return status;
    s->found = !possible;
    if (possible && !gti_vec_append(&s->c->check->allocator, &s->fit, s->c->kept, s->c->positions))
        status = GTEE_ERROR_MEMORY;
    return status;
}

/* Only the part that the position is in is of interest. */
static gtee_status seek_part(void *user, const uint32_t *variables, size_t count, bool *wanted)
{
    seeking *s = user;

    *wanted = false;
    for (size_t i = 0; i < s->trial->items.count; i++) {
        const gti_item *item = gti_trial_item(s->trial, i);
        s->here[i] = false;
        for (size_t v = 0; !s->here[i] && v < count; v++)
            s->here[i] = gti_trial_looks(s->trial, item, variables[v]);
        *wanted = *wanted || (s->here[i] && item->kind == GTI_ITEM_POSITION && item->number == s->position);
    }
    return GTEE_OK;
}

static gtee_status seek_end(void *user)
{
    (void)user;
    return GTEE_OK;
}

/* Red lines may be crossed in the trial, except those that may not move. */
static void soften(gti_trial *trial)
{
    const gti_deal_question *question = &trial->inquiry->question;

    for (size_t i = 0; i < trial->items.count; i++) {
        gti_item *item = GTI_VEC_AT(&trial->items, gti_item, i);
        const uint32_t who = item->kind == GTI_ITEM_POSITION ? gti_inquiry_position(trial->inquiry, item->number)->participant->record.index : 0;
        if (item->kind == GTI_ITEM_POSITION)
            item->hard = (question->immovable != NULL && question->immovable[who]) ||
                         (question->immovable_positions != NULL && question->immovable_positions[item->number]);
    }
}

static gtee_status seek(seeking *s)
{
    const gti_allocator *allocator = &s->c->check->allocator;
    const gti_visitor visitor = {s, seek_part, seek_each, seek_end};
    gti_trial trial;
    bool possible;
    gtee_status status = gti_trial_make(&trial, &s->c->inquiry, true, NULL);

    s->trial = &trial;
    s->fit = GTI_VEC(bool);
    soften(&trial);
    s->here = gti_alloc_array(allocator, trial.items.count + 1, sizeof *s->here);
    if (status == GTEE_OK && s->here == NULL)
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        status = gti_trial_visit(&trial, &visitor, &possible);
    gti_free(allocator, s->here, (trial.items.count + 1) * sizeof *s->here);
    gti_vec_free(allocator, &s->fit);
    gti_trial_free(&trial);
    return s->found && status != GTEE_ERROR_MEMORY ? GTEE_OK : status;
}

/* With those that may not move; the position is among the rest. */
static gtee_status find_conflicts(gti_checking *c, uint32_t position)
{
    const bool *counts = c->inquiry.question.counts;
    seeking s = {.c = c, .position = position};
    bool all, others = true;
    gtee_status status;

    for (uint32_t p = 0; p < c->positions; p++)
        c->kept[p] = counts == NULL || counts[gti_inquiry_position(&c->inquiry, p)->participant->record.index];
    status = gti_check_possible(c, &all);
    c->kept[position] = false;
    if (status == GTEE_OK && !all)
        status = gti_check_possible(c, &others);
    if (status != GTEE_OK)
        return status;
    c->check->in_all = !all && others;
    c->check->in_none = all;
    if (all || others)
        return GTEE_OK;
    status = seek(&s);
    c->check->in_none = !s.found;
    return status;
}

/* ---- the claims */

/* What was too much to try is left open. */
static gtee_status allow_limit(gti_checking *c, gtee_status status)
{
    c->check->complete = status != GTEE_ERROR_LIMIT;
    return status == GTEE_ERROR_LIMIT ? GTEE_OK : status;
}

static const char nothing_at_all[] = "no choice at all meets the constraints, what is fixed and what may not be moved";

static gtee_status check_cheapest(gti_checking *c, const gti_claim *claim)
{
    gtee_status status = find_least(c, GTI_NO_POSITION, &c->check->confirmed);

    (void)claim;
    if (status == GTEE_OK && c->check->confirmed)
        status = allow_limit(c, count_packages(c));
    gti_buffer_text(&c->words, !c->check->confirmed ? nothing_at_all
                               : c->check->complete ? "the cheapest package was found, and all were counted"
                                                    : "the cheapest package was found; there are too many to count");
    return status;
}

static gtee_status check_influence(gti_checking *c, const gti_claim *claim)
{
    const uint32_t position = claim->positions[0]->record.index;
    gtee_status status = find_least(c, position, &c->check->confirmed);

    if (status == GTEE_OK)
        status = gti_check_flags(c, false);
    if (status == GTEE_OK)
        status = allow_limit(c, find_conflicts(c, position));
    gti_buffer_text(&c->words, !c->check->confirmed ? nothing_at_all
                               : c->check->complete ? "the cheapest package was found, and the conflicts were looked at"
                                                    : "the cheapest package was found; which conflicts there are is too large to try");
    return status;
}

gtee_status gtee_check_cheapest(const gtee_view *view, const gtee_proposal *proposal, const gtee_search_options *options, gtee_check **check,
                                gtee_diagnostics **diagnostics)
{
    const gti_claim claim = {.mode = proposal != NULL ? GTI_DEAL_NEAREST : GTI_DEAL_LEXICOGRAPHIC, .near = proposal, .work = check_cheapest};

    return gti_check_new(view, options, &claim, check, diagnostics);
}

gtee_status gtee_check_influence(const gtee_view *view, const gtee_search_options *options, const gtee_position *position, gtee_check **check,
                                 gtee_diagnostics **diagnostics)
{
    const gti_claim claim = {.positions = &position, .position_count = 1, .work = check_influence};

    return gti_check_new(view, options, &claim, check, diagnostics);
}
