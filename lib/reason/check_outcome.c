/* check_outcome.c: bargains, by trying all choices: what a package is worth to whom, whether anything is better for somebody and worse for nobody, and
 * whether it is the point that theory picks. Uses base, record, check.h, check_points.h.
 *
 * Each part is tried by itself; its packages of the same worth are counted together, and those that another one dominates are dropped, which no other
 * part can mend. Then the parts are added up, one after another. */
#include "reason/check_points.h"

/* A choice that somebody values. */
typedef struct valued {
    uint32_t variable, player;
    const gtee_utility *part;
} valued;

typedef struct bargaining {
    gti_checking *c;
    gti_trial trial;
    gti_vec stakes;   /* of uint32_t: variables that count whatever bears on them */
    gti_vec values;   /* of valued */
    gti_pile part, whole, sum;
    double *base;     /* of packages that are not tried: what nobody can choose */
    double *worth;    /* scratch */
    bool *here;       /* by variable: is it of the part at hand? */
    double idle;      /* how many packages differ in nothing but what does not count */
    bool utilities;
} bargaining;

/* ---- who plays */

static bool counts(const bargaining *b, const gtee_participant *participant)
{
    const bool *flags = b->c->inquiry.question.counts;

    return flags == NULL || flags[participant->record.index];
}

/* The last that the view admits, as the record has it. */
static const gtee_preference *preference_of(const bargaining *b, const gtee_participant *participant)
{
    const gtee_view *view = b->c->inquiry.view;

    for (size_t i = gti_record_count(view->dossier, GTEE_KIND_PREFERENCE); i-- > 0;) {
        const gtee_preference *it = (const gtee_preference *)gti_record_at(view->dossier, GTEE_KIND_PREFERENCE, i);
        if (it->participant == participant && it->utility.count > 0 && gti_view_admits(view, it->date, it->evidence, &it->record.citations))
            return it;
    }
    return NULL;
}

static bool has_costs(const bargaining *b, const gtee_participant *participant)
{
    for (size_t i = 0; i < b->trial.items.count; i++) {
        const gti_item *item = gti_trial_item(&b->trial, i);
        if ((item->kind == GTI_ITEM_WEIGHT || (item->kind == GTI_ITEM_POSITION && !item->hard)) &&
            gti_inquiry_position(&b->c->inquiry, item->number)->participant == participant)
            return true;
    }
    return false;
}

/* Those with preferences, or (without `utilities`) with costs. */
static gtee_status list_players(bargaining *b)
{
    gtee_check *check = b->c->check;
    const gtee_dossier *dossier = b->c->inquiry.view->dossier;
    const size_t people = gti_record_count(dossier, GTEE_KIND_PARTICIPANT);

    check->player_count = 0;
    if (check->players == NULL)
        check->players = gti_arena_array(&check->arena, people + 1, sizeof *check->players, sizeof(void *));
    if (check->players == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < people; i++) {
        const gtee_participant *one = (const gtee_participant *)gti_record_at(dossier, GTEE_KIND_PARTICIPANT, i);
        if (b->utilities ? counts(b, one) && preference_of(b, one) != NULL : has_costs(b, one))
            check->players[check->player_count++] = one;
    }
    return GTEE_OK;
}

static uint32_t player_of(const bargaining *b, const gtee_participant *participant)
{
    uint32_t player = 0;

    while (player < b->c->check->player_count && b->c->check->players[player] != participant)
        player++;
    return player;
}

/* ---- what counts */

static double worth_of(const gtee_utility *part, uint32_t option)
{
    return gti_decimal_double(part->weight) * gti_decimal_double(part->values[option]);
}

/* A choice that nobody has stays at its default. */
static gtee_status take_value(bargaining *b, uint32_t player, const gtee_utility *part)
{
    const gti_allocator *allocator = &b->c->check->allocator;
    gti_span span;
    gtee_status status = gti_variables_of(&b->c->inquiry.view->variables, &b->trial.groups, part->issue, part->participant, &span);

    if (status != GTEE_OK)
        return status;
    if (span.count == 0) {
        if (part->issue->default_option != NULL)
            b->base[2 * player] += worth_of(part, part->issue->default_option->index);
        return GTEE_OK;
    }
    const valued value = {gti_span_at(&span, 0), player, part};
    return gti_vec_append(allocator, &b->stakes, &value.variable, 1) && gti_vec_append(allocator, &b->values, &value, 1) ? GTEE_OK
                                                                                                                   : GTEE_ERROR_MEMORY;
}

static gtee_status take_values(bargaining *b)
{
    gtee_status status = GTEE_OK;

    for (uint32_t p = 0; b->utilities && p < b->c->check->player_count; p++) {
        const gtee_preference *preference = preference_of(b, b->c->check->players[p]);
        for (uint32_t i = 0; status == GTEE_OK && i < preference->utility.count; i++)
            status = take_value(b, p, &preference->utility.items[i]);
    }
    return status;
}

static bool is_claimed(const gti_inquiry *given, uint32_t variable)
{
    for (size_t i = 0; i < given->fixes.count; i++)
        if (GTI_VEC_AT(&given->fixes, gti_fix, i)->variable == variable)
            return true;
    return false;
}

/* What bears on the question but tells no options apart is no choice: its ways are not counted. *open: something else is not claimed. Where nothing
 * else is there to choose, a claim without choices is the one package. */
static gtee_status leave_idle_out(bargaining *b, const gti_inquiry *given, bool *open)
{
    const gti_variables *variables = &b->c->inquiry.view->variables;
    gtee_status status = GTEE_OK;

    b->idle = 1;
    *open = false;
    for (size_t i = 0; status == GTEE_OK && i < b->trial.borne.count; i++) {
        const uint32_t variable = *GTI_VEC_AT(&b->trial.borne, uint32_t, i);
        uint64_t alike, good;
        bool is_valued = false;
        if (is_claimed(given, variable))
            continue;
        for (size_t k = 0; k < b->values.count; k++)
            is_valued = is_valued || GTI_VEC_AT(&b->values, valued, k)->variable == variable;
        status = gti_check_alike(b->c, &b->trial, variable, &alike, &good);
        if (is_valued || alike != gti_variable_all(&variables->items[variable]))
            *open = true;
        else
            b->idle *= variables->items[variable].issue->options.count;
    }
    return status;
}

/* With utilities nothing may be crossed; without, red lines and weights are what it costs. */
static gtee_status make_trial(bargaining *b)
{
    gti_checking *c = b->c;
    gtee_status status;

    b->utilities = true;
    status = list_players(b);
    b->utilities = status == GTEE_OK && c->check->player_count > 0;
    if (b->utilities) {
        status = gti_check_flags(c, true);
        c->inquiry.question.immovable_positions = c->kept;
    }
    if (status == GTEE_OK)
        status = gti_trial_make(&b->trial, &c->inquiry, b->utilities && c->inquiry.question.immovable == NULL, NULL);
    if (status == GTEE_OK && !b->utilities)
        status = list_players(b);
    return status;
}

static gtee_status make_room(bargaining *b)
{
    gtee_check *check = b->c->check;
    const size_t players = check->player_count;

    check->basis = players == 0 ? GTEE_BASIS_NONE : b->utilities ? GTEE_BASIS_UTILITIES : GTEE_BASIS_COSTS;
    b->base = gti_alloc_array(&check->allocator, 2 * players + 1, sizeof *b->base);
    b->worth = gti_alloc_array(&check->allocator, 2 * players + 1, sizeof *b->worth);
    b->here = gti_alloc_array(&check->allocator, (size_t)b->c->inquiry.view->variables.total + 1, sizeof *b->here);
    check->utility = gti_arena_array(&check->arena, players + 1, sizeof(double), sizeof(double));
    check->ideal = gti_arena_array(&check->arena, players + 1, sizeof(double), sizeof(double));
    check->lost = gti_arena_array(&check->arena, players + 1, sizeof(double), sizeof(double));
    check->crossed = gti_arena_array(&check->arena, players + 1, sizeof(uint32_t), sizeof(uint32_t));
    gti_pile_init(&b->part, &check->allocator, (uint32_t)players);
    gti_pile_init(&b->whole, &check->allocator, (uint32_t)players);
    gti_pile_init(&b->sum, &check->allocator, (uint32_t)players);
    return b->base != NULL && b->worth != NULL && b->here != NULL && check->utility != NULL && check->ideal != NULL && check->lost != NULL &&
                   check->crossed != NULL
               ? GTEE_OK
               : GTEE_ERROR_MEMORY;
}

/* ---- what a choice is worth */

static void take_cost(const bargaining *b, const gti_item *item, double *worth)
{
    const gtee_position *position = gti_inquiry_position(&b->c->inquiry, item->number);
    double *at = &worth[2 * (size_t)player_of(b, position->participant)];

    if (item->kind == GTI_ITEM_POSITION)
        at[0] -= 1;
    else
        at[1] -= gti_decimal_double(position->weight);
}

/* Is it of the part at hand? `all`: of any; items that look at nothing are of no part. */
static bool is_here(const bargaining *b, const gti_item *item, bool all)
{
    return item->count == 0 ? all : all || b->here[*GTI_VEC_AT(&b->trial.scope, uint32_t, item->first)];
}

/* Of the choices at hand, in the part, or in all with what nobody can choose: added to `worth`. *allowed: nothing hard is broken. */
static gtee_status weigh(bargaining *b, bool all, double *worth, bool *allowed)
{
    gtee_status status = GTEE_OK;

    *allowed = true;
    for (size_t i = 0; i < b->values.count; i++) {
        const valued *value = GTI_VEC_AT(&b->values, valued, i);
        if (all || b->here[value->variable])
            worth[2 * (size_t)value->player] += worth_of(value->part, b->trial.option[value->variable]);
    }
    for (size_t i = 0; status == GTEE_OK && i < b->trial.items.count; i++) {
        const gti_item *item = gti_trial_item(&b->trial, i);
        bool broken = false;
        if (!is_here(b, item, all) || (!all && item->hard))
            continue;
        status = gti_trial_broken(&b->trial, item, &broken);
        *allowed = *allowed && !(broken && item->hard);
        if (broken && !item->hard)
            take_cost(b, item, worth);
    }
    return status;
}

static void clear(double *worth, size_t players)
{
    for (size_t i = 0; i < 2 * players; i++)
        worth[i] = 0;
}

/* ---- all packages */

static gtee_status begin_part(void *user, const uint32_t *variables, size_t count, bool *wanted)
{
    bargaining *b = user;

    *wanted = true;
    for (size_t v = 0; v < b->c->inquiry.view->variables.total; v++)
        b->here[v] = false;
    for (size_t i = 0; i < count; i++)
        b->here[variables[i]] = true;
    gti_pile_clear(&b->part);
    return GTEE_OK;
}

static gtee_status take_choice(void *user)
{
    bargaining *b = user;
    bool allowed;

    clear(b->worth, b->c->check->player_count);
    gtee_status status = weigh(b, false, b->worth, &allowed);
    if (status == GTEE_OK)
        status = gti_pile_add(&b->part, b->worth, 1);
    b->part.total += 1;
    return status;
}

static gtee_status end_part(void *user)
{
    bargaining *b = user;
    const gti_pile before = b->whole;
    const gtee_status status = gti_pile_sum(&b->sum, &b->whole, &b->part);

    b->whole = b->sum;
    b->sum = before;
    return status;
}

/* What is broken whatever is chosen costs as well. */
static gtee_status take_idle_costs(bargaining *b)
{
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < b->trial.items.count; i++) {
        const gti_item *item = gti_trial_item(&b->trial, i);
        bool broken = false;
        if (item->count == 0 && !item->hard)
            status = gti_trial_broken(&b->trial, item, &broken);
        if (broken)
            take_cost(b, item, b->base);
    }
    return status;
}

static gtee_status try_all(bargaining *b)
{
    const gti_visitor visitor = {b, begin_part, take_choice, end_part};
    bool possible = true;
    gtee_status status = take_idle_costs(b);

    b->whole.total = 1;
    if (status == GTEE_OK)
        status = gti_pile_add(&b->whole, b->base, 1);
    if (status == GTEE_OK)
        status = gti_trial_visit(&b->trial, &visitor, &possible);
    if (status == GTEE_OK && !possible)
        gti_pile_clear(&b->whole);
    return status;
}

/* ---- the claim */

/* What a player accepts at the least. */
static double floor_of(const bargaining *b, uint32_t player)
{
    return b->utilities ? gti_decimal_double(preference_of(b, b->c->check->players[player])->reservation) : -HUGE_VAL;
}

static gtee_status take_points(bargaining *b, const gti_claim *claim)
{
    gtee_check *check = b->c->check;
    gti_points points = {.pile = &b->whole, .worth = b->worth, .kind = claim->point};
    gtee_status status = GTEE_OK;

    points.floor = gti_alloc_array(&check->allocator, check->player_count + 1, sizeof(double));
    points.ideal = check->ideal;
    if (points.floor == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t p = 0; p < check->player_count; p++)
        points.floor[p] = floor_of(b, p);
    check->packages = b->whole.total / b->idle;
    gti_points_look(&points);
    check->points = b->whole.count;
    check->value = points.value;
    check->ties = points.ties / b->idle;
    check->picked = points.picked / b->idle;
    check->confirmed = check->confirmed && points.on_frontier && (claim->point == 0 || points.is_picked);
    if (check->confirmed)
        gti_buffer_text(&b->c->words, claim->point == 0 ? "nothing that counts is better for somebody and worse for nobody" : "it is such a point");
    else if (b->c->words.size == 0)
        gti_buffer_text(&b->c->words, points.on_frontier ? "another package is preferred"
                                                         : "somebody can have more without anybody having less, or it is less than somebody accepts");
    gti_free(&check->allocator, points.floor, (check->player_count + 1) * sizeof(double));
    return status;
}

static bool same(const double *a, const double *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gti_worth_compare(a[i], b[i]) != 0)
            return false;
    return true;
}

/* Each of several options has to be as good as the first. `worth`: of that; `other`: scratch. */
static gtee_status try_alternatives(bargaining *b, const gti_inquiry *given, double *other, bool *good)
{
    const size_t players = b->c->check->player_count;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && *good && i < given->fixes.count; i++) {
        const gti_fix *fix = GTI_VEC_AT(&given->fixes, gti_fix, i);
        const uint32_t first = b->trial.option[fix->variable];
        for (uint32_t o = 0; status == GTEE_OK && *good && o < 64; o++) {
            if ((fix->options >> o & 1) == 0)
                continue;
            b->trial.option[fix->variable] = o;
            clear(other, players);
            status = weigh(b, true, other, good);
            *good = *good && same(other, b->worth, 2 * players);
        }
        b->trial.option[fix->variable] = first;
    }
    return status;
}

/* What the package is worth, `base` apart; whether it counts. */
static gtee_status take_package(bargaining *b, const gti_inquiry *given, bool open)
{
    gtee_check *check = b->c->check;
    const size_t players = check->player_count;
    double *other = gti_alloc_array(&check->allocator, 2 * players + 1, sizeof *other);
    bool good;
    gtee_status status = other != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;

    clear(b->worth, players);
    gti_check_take(&b->trial, given);
    if (status == GTEE_OK)
        status = weigh(b, true, b->worth, &good);
    check->confirmed = status == GTEE_OK && good && !open;
    if (status == GTEE_OK && good)
        status = try_alternatives(b, given, other, &good);
    if (!check->confirmed)
        gti_buffer_text(&b->c->words, open ? "it leaves open what counts" : "the package breaks what may not be broken");
    else if (!good)
        gti_buffer_text(&b->c->words, "of several options one is not as good as another");
    check->confirmed = check->allowed = check->confirmed && good;
    for (size_t p = 0; p < players; p++) { /* items that look at nothing were weighed with the rest, not what nobody can choose */
        check->utility[p] = b->worth[2 * p] + (b->utilities ? b->base[2 * p] : 0);
        check->crossed[p] = b->utilities ? 0 : (uint32_t)(0.5 - b->worth[2 * p]);
        check->lost[p] = b->utilities ? 0 : -b->worth[2 * p + 1];
        if (b->utilities)
            b->worth[2 * p] = check->utility[p];
        else
            check->utility[p] = 0;
    }
    gti_free(&check->allocator, other, (2 * players + 1) * sizeof *other);
    return status;
}

/* `worth` of the package is kept aside while all are tried. */
static gtee_status look(bargaining *b, const gti_claim *claim, const gti_inquiry *given)
{
    const size_t size = 2 * (size_t)b->c->check->player_count + 1;
    double *claimed = gti_alloc_array(&b->c->check->allocator, size, sizeof *claimed);
    bool open;
    gtee_status status = claimed != NULL ? leave_idle_out(b, given, &open) : GTEE_ERROR_MEMORY;

    if (status == GTEE_OK)
        status = take_package(b, given, open);
    for (size_t i = 0; status == GTEE_OK && i < size; i++)
        claimed[i] = b->worth[i];
    if (status == GTEE_OK)
        status = try_all(b);
    for (size_t i = 0; claimed != NULL && i < size; i++)
        b->worth[i] = claimed[i];
    gti_free(&b->c->check->allocator, claimed, size * sizeof *claimed);
    if (status == GTEE_ERROR_LIMIT) {
        b->c->check->complete = false;
        if (b->c->check->confirmed)
            gti_buffer_text(&b->c->words, "the package counts and is worth this; whether another is better is too large to try");
        return GTEE_OK;
    }
    return status == GTEE_OK ? take_points(b, claim) : status;
}

/* Variables that are claimed count, whatever bears on them. */
static gtee_status take_claimed(bargaining *b, const gti_inquiry *given)
{
    for (size_t i = 0; i < given->fixes.count; i++)
        if (!gti_vec_append(&b->c->check->allocator, &b->stakes, &GTI_VEC_AT(&given->fixes, gti_fix, i)->variable, 1))
            return GTEE_ERROR_MEMORY;
    return GTEE_OK;
}

static gtee_status check_outcome(gti_checking *c, const gti_claim *claim)
{
    bargaining b = {.c = c, .stakes = GTI_VEC(uint32_t), .values = GTI_VEC(valued)};
    const gti_allocator *allocator = &c->check->allocator;
    gti_inquiry given;
    gtee_status status = gti_check_read(c, claim, &given);

    b.trial.inquiry = &c->inquiry;
    if (status == GTEE_OK)
        status = make_trial(&b);
    if (status == GTEE_OK)
        status = make_room(&b);
    if (status == GTEE_OK)
        status = take_values(&b);
    if (status == GTEE_OK)
        status = take_claimed(&b, &given);
    if (status == GTEE_OK)
        status = gti_trial_restrict(&b.trial, !b.utilities, &b.stakes);
    if (status == GTEE_OK)
        status = look(&b, claim, &given);
    gti_pile_free(&b.part);
    gti_pile_free(&b.whole);
    gti_pile_free(&b.sum);
    gti_free(allocator, b.base, (2 * (size_t)c->check->player_count + 1) * sizeof *b.base);
    gti_free(allocator, b.worth, (2 * (size_t)c->check->player_count + 1) * sizeof *b.worth);
    gti_free(allocator, b.here, ((size_t)c->inquiry.view->variables.total + 1) * sizeof *b.here);
    gti_vec_free(allocator, &b.stakes);
    gti_vec_free(allocator, &b.values);
    gti_trial_free(&b.trial);
    gti_inquiry_free(&given);
    return status;
}

gtee_status gtee_check_outcome(const gtee_view *view, const gtee_search_options *options, uint32_t point, const char *const *choices,
                               size_t choice_count, gtee_check **check, gtee_diagnostics **diagnostics)
{
    const gti_claim claim = {.choices = choices, .choice_count = choice_count, .point = point, .work = check_outcome};

    return gti_check_new(point <= GTEE_POINT_UTILITARIAN ? view : NULL, options, &claim, check, diagnostics);
}
