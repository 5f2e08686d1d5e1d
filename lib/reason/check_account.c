/* check_account.c: what a package is, costs and brings, in the checker's own account of it: a gtee_package of its own. Uses base, record, check.h. */
#include "reason/check.h"

#define WAYS_AT_MOST 256u /* of an item's variables, so many are tried to see which options it tells apart */

typedef struct accounting {
    gti_checking *c;
    gti_trial *trial;
    gtee_package *package;
    bool *broken;            /* by item */
    gtee_choice **choice_of; /* by variable */
    size_t participants, positions;
} accounting;

static const gti_variable *variable_at(const accounting *a, uint32_t variable)
{
    return &a->c->inquiry.view->variables.items[variable];
}

static void *room(const accounting *a, size_t count, size_t size)
{
    return gti_arena_array(&a->c->check->arena, count + 1, size, sizeof(double));
}

/* ---- which options are alike */

static uint32_t options_of(const accounting *a, uint32_t variable)
{
    uint32_t count = 0;

    for (uint64_t all = gti_variable_all(variable_at(a, variable)); all != 0; all >>= 1)
        count++;
    return count;
}

static uint32_t scoped(const accounting *a, const gti_item *item, uint32_t index)
{
    return *GTI_VEC_AT(&a->trial->scope, uint32_t, item->first + index);
}

/* How many ways there are to choose the item's other variables; more than the limit: too many. */
static uint32_t ways_of(const accounting *a, const gti_item *item, uint32_t variable)
{
    uint32_t ways = 1;

    for (uint32_t i = 0; i < item->count && ways <= WAYS_AT_MOST; i++)
        if (scoped(a, item, i) != variable)
            ways *= options_of(a, scoped(a, item, i));
    return ways;
}

/* The number-th of them. */
static void choose_way(const accounting *a, const gti_item *item, uint32_t variable, uint32_t number)
{
    for (uint32_t i = 0; i < item->count; i++) {
        const uint32_t other = scoped(a, item, i);
        if (other == variable)
            continue;
        const uint32_t count = options_of(a, other);
        a->trial->option[other] = number % count;
        number /= count;
    }
}

/* Takes out of `alike` what the item tells from the option `chosen`, the rest being as it is. */
static gtee_status compare(const accounting *a, const gti_item *item, uint32_t variable, uint32_t chosen, uint64_t *alike)
{
    uint32_t *option = &a->trial->option[variable];
    bool before, now;

    *option = chosen;
    gtee_status status = gti_trial_broken(a->trial, item, &before);
    for (uint32_t o = 0; status == GTEE_OK && o < 64; o++) {
        if ((*alike >> o & 1) == 0 || o == chosen)
            continue;
        *option = o;
        status = gti_trial_broken(a->trial, item, &now);
        if (now != before)
            *alike &= ~(UINT64_C(1) << o);
    }
    *option = chosen;
    return status;
}

/* The same, whatever the rest is (unless that is too much to try). */
static gtee_status compare_all(const accounting *a, const gti_item *item, uint32_t variable, uint64_t *alike)
{
    const uint32_t chosen = a->trial->option[variable], ways = ways_of(a, item, variable);
    uint32_t *kept = gti_alloc_array(&a->c->check->allocator, item->count + 1, sizeof *kept);
    gtee_status status = kept != NULL ? compare(a, item, variable, chosen, alike) : GTEE_ERROR_MEMORY;

    for (uint32_t i = 0; kept != NULL && i < item->count; i++)
        kept[i] = a->trial->option[scoped(a, item, i)];
    for (uint32_t way = 0; status == GTEE_OK && ways <= WAYS_AT_MOST && way < ways; way++) {
        choose_way(a, item, variable, way);
        status = compare(a, item, variable, chosen, alike);
    }
    for (uint32_t i = 0; kept != NULL && i < item->count; i++)
        a->trial->option[scoped(a, item, i)] = kept[i];
    gti_free(&a->c->check->allocator, kept, (item->count + 1) * sizeof *kept);
    return status;
}

/* *alike: what no item tells from the option chosen; *good: what breaks and mends nothing as the rest is. */
static gtee_status look_at_options(const accounting *a, uint32_t variable, uint64_t *alike, uint64_t *good)
{
    gtee_status status = GTEE_OK;

    *alike = *good = gti_variable_all(variable_at(a, variable));
    for (size_t i = 0; status == GTEE_OK && i < a->trial->items.count; i++) {
        const gti_item *item = gti_trial_item(a->trial, i);
        if (!gti_trial_looks(a->trial, item, variable))
            continue;
        status = compare(a, item, variable, a->trial->option[variable], good);
        if (status == GTEE_OK)
            status = compare_all(a, item, variable, alike);
    }
    return status;
}

gtee_status gti_check_alike(gti_checking *checking, gti_trial *trial, uint32_t variable, uint64_t *alike, uint64_t *good)
{
    const accounting a = {.c = checking, .trial = trial};

    return look_at_options(&a, variable, alike, good);
}

static bool is_changed(const accounting *a, uint32_t variable)
{
    for (size_t i = 0; i < a->trial->items.count; i++) {
        const gti_item *item = gti_trial_item(a->trial, i);
        if (item->kind == GTI_ITEM_CHANGE && item->variable == variable && a->broken[i])
            return true;
    }
    return false;
}

/* The variables that something bears on. */
static gtee_status make_choices(accounting *a)
{
    const gtee_view *view = a->c->inquiry.view;
    gtee_package *package = a->package;
    gtee_status status = GTEE_OK;

    package->choices = room(a, a->trial->borne.count, sizeof *package->choices);
    if (package->choices == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t v = 0; status == GTEE_OK && v < view->variables.count; v++) {
        uint64_t alike, good;
        if (!a->trial->bears[v])
            continue;
        status = look_at_options(a, v, &alike, &good);
        if (status != GTEE_OK)
            continue;
        a->choice_of[v] = &package->choices[package->choice_count++];
        *a->choice_of[v] = (gtee_choice){.variable = &a->c->check->view->variables.items[v],
                                         .options = alike,
                                         .chosen = a->trial->option[v],
                                         .is_free = good == gti_variable_all(variable_at(a, v)),
                                         .is_changed = is_changed(a, v)};
    }
    return status;
}

/* ---- concessions, consents, reservations */

/* The first choice that crosses the position; NULL for a stance on a whole proposal. */
static const gtee_choice *crossing_choice(const accounting *a, uint32_t position)
{
    const gti_inquiry *inquiry = &a->c->inquiry;

    for (uint32_t i = inquiry->position_first[position]; i < inquiry->position_first[position + 1]; i++) {
        const gtee_stance *stance = gti_view_stance(inquiry->view, inquiry->stances[i]);
        if (stance->variable->issue == NULL)
            continue;
        const gtee_choice *choice = a->choice_of[gti_view_variable(inquiry->view, stance->variable)];
        if (choice != NULL && (stance->against >> choice->chosen & 1) != 0 && gti_trial_condition(a->trial, stance->condition))
            return choice;
    }
    return NULL;
}

static bool add_concession(accounting *a, uint32_t position)
{
    gtee_concession *concession = &a->package->concessions[a->package->concession_count++];
    gti_buffer words;

    *concession = (gtee_concession){.position = gti_inquiry_position(&a->c->inquiry, position), .choice = crossing_choice(a, position)};
    gti_buffer_init(&words, &a->c->check->allocator);
    gti_word_concession(&words, concession);
    if (!words.failed)
        concession->message = gti_arena_copy(&a->c->check->arena, words.data, words.size);
    gti_buffer_free(&words);
    return concession->message != NULL;
}

/* Items come by position, then by variable as it came; consents by variable and participant are picked in that order. */
static bool list_costs(accounting *a)
{
    gtee_package *package = a->package;
    const gtee_dossier *dossier = a->c->inquiry.view->dossier;
    bool good = true;

    for (size_t i = 0; good && i < a->trial->items.count; i++) {
        const gti_item *item = gti_trial_item(a->trial, i);
        if (!a->broken[i])
            continue;
        if (item->kind == GTI_ITEM_POSITION)
            good = add_concession(a, item->number);
        else if (item->kind == GTI_ITEM_WEIGHT && (package->reservation_count == 0 ||
                 package->reservations[package->reservation_count - 1]->record.index != item->number))
            package->reservations[package->reservation_count++] = gti_inquiry_position(&a->c->inquiry, item->number);
    }
    for (uint32_t v = 0; v < a->c->inquiry.view->variables.count; v++)
        for (size_t i = 0; i < a->trial->items.count; i++) {
            const gti_item *item = gti_trial_item(a->trial, i);
            if (a->broken[i] && item->kind == GTI_ITEM_CONSENT && item->variable == v)
                package->consents[package->consent_count++] = (gtee_consent){
                    (const gtee_participant *)gti_record_at(dossier, GTEE_KIND_PARTICIPANT, item->number), a->choice_of[v]};
        }
    return good;
}

static gtee_status make_costs(accounting *a)
{
    gtee_package *package = a->package;
    const size_t most = a->trial->items.count;

    package->concessions = room(a, most, sizeof *package->concessions);
    package->consents = room(a, most, sizeof *package->consents);
    package->reservations = room(a, most, sizeof *package->reservations);
    return package->concessions != NULL && package->consents != NULL && package->reservations != NULL && list_costs(a) ? GTEE_OK
                                                                                                                  : GTEE_ERROR_MEMORY;
}

/* ---- what each party gets */

/* The option of a choice that somebody values; UINT32_MAX: there is none, and no default. */
static uint32_t option_of(const accounting *a, const gtee_utility *part)
{
    const gti_variables *variables = &a->c->inquiry.view->variables;

    for (uint32_t v = variables->first[part->issue->record.index]; v < variables->first[part->issue->record.index + 1]; v++)
        if (variables->items[v].choice == part->participant && a->choice_of[v] != NULL)
            return a->choice_of[v]->chosen;
    return part->issue->default_option != NULL ? part->issue->default_option->index : UINT32_MAX;
}

static void take_utility(const accounting *a, gtee_gain *gain)
{
    const gtee_view *view = a->c->inquiry.view;

    for (size_t i = 0; !gain->has_utility && i < gti_record_count(view->dossier, GTEE_KIND_PREFERENCE); i++) {
        const gtee_preference *preference = (const gtee_preference *)gti_record_at(view->dossier, GTEE_KIND_PREFERENCE, i);
        if (preference->participant != gain->participant ||
            !gti_view_admits(view, preference->date, preference->evidence, &preference->record.citations))
            continue;
        gain->has_utility = true;
        for (uint32_t k = 0; k < preference->utility.count; k++) {
            const gtee_utility *part = &preference->utility.items[k];
            const uint32_t option = option_of(a, part);
            if (option != UINT32_MAX)
                gain->utility += gti_decimal_double(part->weight) * gti_decimal_double(part->values[option]);
        }
    }
}

/* How many positions of the participant count. */
static uint32_t demands_of(const accounting *a, uint32_t participant)
{
    const gti_inquiry *inquiry = &a->c->inquiry;
    uint32_t demands = 0;

    if (inquiry->question.counts != NULL && !inquiry->question.counts[participant])
        return 0;
    for (uint32_t p = 0; p < a->positions; p++) {
        const gtee_position *position = gti_inquiry_position(inquiry, p);
        demands += position->participant->record.index == participant && position->stance != GTEE_STANCE_ACCEPTS &&
                   inquiry->position_first[p] < inquiry->position_first[p + 1];
    }
    return demands;
}

static void count_gain(const accounting *a, gtee_gain *gain)
{
    const gtee_package *package = a->package;
    uint32_t reserved = 0;

    for (size_t i = 0; i < package->concession_count; i++)
        gain->red_lines += package->concessions[i].position->participant == gain->participant;
    for (size_t i = 0; i < package->consent_count; i++)
        gain->consents += package->consents[i].participant == gain->participant;
    for (size_t i = 0; i < package->reservation_count; i++)
        reserved += package->reservations[i]->participant == gain->participant;
    for (size_t i = 0; i < a->trial->items.count; i++) {
        const gti_item *item = gti_trial_item(a->trial, i);
        const gtee_position *position = item->kind == GTI_ITEM_WEIGHT ? gti_inquiry_position(&a->c->inquiry, item->number) : NULL;
        if (a->broken[i] && position != NULL && position->participant == gain->participant)
            gain->weight += gti_decimal_double(position->weight);
    }
    gain->demands = demands_of(a, gain->participant->record.index);
    gain->demands_met = gain->demands - gain->red_lines - reserved;
    take_utility(a, gain);
}

static gtee_status make_gains(accounting *a)
{
    const gtee_dossier *dossier = a->c->inquiry.view->dossier;
    gtee_package *package = a->package;

    package->gains = room(a, a->participants, sizeof *package->gains);
    for (size_t p = 0; package->gains != NULL && p < a->participants; p++) {
        gtee_gain *gain = &package->gains[package->gain_count];
        *gain = (gtee_gain){.participant = (const gtee_participant *)gti_record_at(dossier, GTEE_KIND_PARTICIPANT, p)};
        count_gain(a, gain);
        package->gain_count += gain->demands > 0 || gain->consents > 0;
    }
    return package->gains != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

/* ---- all of it */

static gtee_status find_broken(accounting *a)
{
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < a->trial->items.count; i++)
        status = gti_trial_broken(a->trial, gti_trial_item(a->trial, i), &a->broken[i]);
    return status;
}

gtee_status gti_check_account(gti_checking *checking, gti_trial *trial)
{
    const gtee_dossier *dossier = checking->inquiry.view->dossier;
    const gti_allocator *allocator = &checking->check->allocator;
    const size_t variables = (size_t)checking->inquiry.view->variables.total + 1, items = trial->items.count + 1;
    accounting a = {.c = checking, .trial = trial, .participants = gti_record_count(dossier, GTEE_KIND_PARTICIPANT),
                    .positions = checking->positions};
    gtee_status status = GTEE_ERROR_MEMORY;

    a.broken = gti_alloc_array(allocator, items, sizeof *a.broken);
    a.choice_of = gti_alloc_array(allocator, variables, sizeof *a.choice_of);
    a.package = gti_arena_zero(&checking->check->arena, sizeof *a.package, sizeof(double));
    if (a.broken != NULL && a.choice_of != NULL && a.package != NULL)
        status = find_broken(&a);
    if (status == GTEE_OK)
        status = make_choices(&a);
    if (status == GTEE_OK)
        status = make_costs(&a);
    if (status == GTEE_OK)
        status = make_gains(&a);
    if (status == GTEE_OK) {
        a.package->changes = checking->check->changes;
        a.package->weight = checking->check->weight;
        checking->check->account = a.package;
    }
    gti_free(allocator, a.broken, items * sizeof *a.broken);
    gti_free(allocator, a.choice_of, variables * sizeof *a.choice_of);
    return status;
}
