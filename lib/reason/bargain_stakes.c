/* bargain_stakes.c: preferences on record as whole numbers: weight × value for each option, all in one unit, so that sums and ties are exact.
 * Uses bargain.h. */
#include "reason/bargain.h"

#define MOST_UNITS 1152921504606846976.0 /* 2^60, for all that one player can have */
#define LEAST_SCALE (-30)

__extension__ typedef unsigned __int128 wide;

/* digits × 10^-scale. */
typedef struct amount { wide digits; int32_t scale; } amount;

static amount shortened(wide digits, uint32_t scale)
{
    amount a = {digits, (int32_t)scale};

    while (a.digits != 0 && a.digits % 10 == 0) {
        a.digits /= 10;
        a.scale--;
    }
    return a;
}

static amount product(gti_decimal a, gti_decimal b)
{
    return shortened((wide)a.digits * (wide)b.digits, a.scale + b.scale);
}

static double power_of_ten(int32_t exponent)
{
    double power = 1;

    for (int32_t i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        power *= 10;
    return power;
}

/* Exponents of up to 22 have exact powers: one rounding only. */
static double scaled(double number, int32_t scale)
{
    return scale >= 0 ? number / power_of_ten(scale) : number * power_of_ten(-scale);
}

double gti_bargain_double(const gtee_bargain *bargain, int64_t units)
{
    return scaled((double)units, bargain->scale);
}

/* In units of 10^-scale: exact, or else rounded, halves and (for what must be reached) all else up. */
static int64_t units_of(amount a, int32_t scale, bool up)
{
    wide divisor = 1;

    for (; a.digits != 0 && a.scale < scale; a.scale++)
        a.digits *= 10;
    for (; a.scale > scale && divisor <= a.digits; a.scale--)
        divisor *= 10;
    if (a.scale > scale)
        return up && a.digits != 0;
    return (int64_t)((a.digits + (up ? divisor - 1 : divisor / 2)) / divisor);
}

/* ---- who plays */

static gtee_status add_player(gti_bargaining *making, const gtee_preference *preference)
{
    gtee_bargain *bargain = making->bargain;

    if (bargain->player_count == GTI_FRONTIER_PLAYERS) {
        gti_report_add(making->report, GTI_CODE_BARGAIN_TOO_LARGE, NULL, NULL, "more than %u parties have preferences",
                       (uint64_t)GTI_FRONTIER_PLAYERS);
        return GTEE_ERROR_LIMIT;
    }
    bargain->players[bargain->player_count++] = (gtee_player){.participant = preference->participant, .preference = preference};
    return GTEE_OK;
}

gtee_status gti_bargain_players(gti_bargaining *making)
{
    const gtee_view *view = making->view;
    const size_t people = gti_record_count(view->dossier, GTEE_KIND_PARTICIPANT);
    const size_t count = gti_record_count(view->dossier, GTEE_KIND_PREFERENCE);
    const gtee_preference **of = gti_arena_array(&making->arena, people + 1, sizeof *of, _Alignof(void *));
    gtee_status status = of != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;

    for (size_t i = 0; status == GTEE_OK && i < count; i++) {
        const gtee_preference *it = (const gtee_preference *)gti_record_at(view->dossier, GTEE_KIND_PREFERENCE, i);
        const uint32_t who = it->participant->record.index;
        if (it->utility.count > 0 && gti_deal_flag(making->bargain->inquiry.question.counts, who, true) &&
            gti_view_admits(view, it->date, it->evidence, &it->record.citations))
            of[who] = it;
    }
    for (size_t i = 0; status == GTEE_OK && i < people; i++)
        if (of[i] != NULL)
            status = add_player(making, of[i]);
    if (making->bargain->player_count > 0)
        making->bargain->basis = GTEE_BASIS_UTILITIES;
    return status;
}

/* ---- the unit */

typedef struct measure { int32_t scale; double most; } measure;

static void take(measure *m, double *total, amount a)
{
    if (a.digits == 0)
        return;
    *total += scaled((double)a.digits, a.scale);
    m->scale = a.scale > m->scale ? a.scale : m->scale;
    m->most = *total > m->most ? *total : m->most;
}

/* The finest unit that anything written needs; a coarser one if sums would not fit. */
static void find_unit(gtee_bargain *bargain)
{
    measure m = {.scale = LEAST_SCALE};
    int32_t scale;

    for (size_t p = 0; p < bargain->player_count; p++) {
        const gtee_preference *preference = bargain->players[p].preference;
        double total = 0;
        take(&m, &total, shortened((wide)preference->reservation.digits, preference->reservation.scale));
        for (uint32_t i = 0; i < preference->utility.count; i++)
            for (uint32_t o = 0; o < preference->utility.items[i].issue->options.count; o++)
                take(&m, &total, product(preference->utility.items[i].weight, preference->utility.items[i].values[o]));
    }
    scale = m.scale;
    while (scale > LEAST_SCALE && scaled(m.most, -scale) > MOST_UNITS)
        scale--;
    bargain->scale = scale;
    bargain->exact = scale == m.scale;
}

/* ---- what they are on */

/* Fixed choices of all options: no choice is kept out, but the deal knows the variable, and whose consent it needs. */
static gtee_status add_bearing(gti_bargaining *making, gti_groups *groups, const gtee_utility *utility)
{
    const gti_variables *variables = &making->view->variables;
    gti_span span;
    gtee_status status = gti_variables_of(variables, groups, utility->issue, utility->participant, &span);

    if (status == GTEE_OK && span.count > 0) {
        const uint32_t variable = gti_span_at(&span, 0);
        const gti_fix any = {.variable = variable, .options = gti_variable_all(&variables->items[variable]), .text = ""};
        status = gti_vec_append(&making->arena.allocator, &making->fixes, &any, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    return status;
}

gtee_status gti_bargain_bearing(gti_bargaining *making)
{
    const gtee_bargain *bargain = making->bargain;
    const gti_vec *fixes = &making->bargain->inquiry.fixes;
    gti_groups groups;
    gtee_status status = GTEE_OK;

    if (fixes->count > 0 && !gti_vec_append(&making->arena.allocator, &making->fixes, fixes->items, fixes->count))
        return GTEE_ERROR_MEMORY;
    gti_groups_init(&groups, &making->view->groups, making->view->dossier, making->view->day);
    for (size_t p = 0; p < bargain->player_count; p++)
        for (uint32_t i = 0; status == GTEE_OK && i < bargain->players[p].preference->utility.count; i++)
            status = add_bearing(making, &groups, &bargain->players[p].preference->utility.items[i]);
    gti_groups_free(&groups);
    return status;
}

/* ---- the tables */

static void value_choice(gti_bargaining *making, const gtee_utility *utility, size_t player, int64_t *table)
{
    gtee_bargain *bargain = making->bargain;
    const gtee_option *status_quo = utility->issue->default_option;

    if (table == NULL) { /* nobody has this choice: it stays at the default */
        if (status_quo != NULL)
            bargain->players[player].base += units_of(product(utility->weight, utility->values[status_quo->index]), bargain->scale, false);
        return;
    }
    for (uint32_t o = 0; o < utility->issue->options.count; o++)
        table[o * bargain->player_count + player] += units_of(product(utility->weight, utility->values[o]), bargain->scale, false);
}

/* Finds the unknown of what is valued: UINT32_MAX if nobody has that choice. */
static gtee_status find_unknown(gti_bargaining *making, const gtee_utility *utility, uint32_t *unknown)
{
    gti_span span;
    gtee_status status = gti_variables_of(&making->view->variables, &making->deal.groups, utility->issue, utility->participant, &span);

    *unknown = UINT32_MAX;
    if (status == GTEE_OK && span.count > 0)
        *unknown = making->deal.unknown_of[gti_span_at(&span, 0)];
    return status;
}

static gtee_status value_all(gti_bargaining *making, size_t player)
{
    const gtee_preference *preference = making->bargain->players[player].preference;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < preference->utility.count; i++) {
        const gtee_utility *utility = &preference->utility.items[i];
        int64_t *table = NULL;
        uint32_t unknown;
        status = find_unknown(making, utility, &unknown);
        if (status == GTEE_OK && unknown != UINT32_MAX) {
            table = gti_bargain_table(making, unknown, utility->issue->options.count);
            status = table != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
        }
        if (status == GTEE_OK)
            value_choice(making, utility, player, table);
    }
    return status;
}

gtee_status gti_bargain_utilities(gti_bargaining *making)
{
    gtee_bargain *bargain = making->bargain;
    gtee_status status = GTEE_OK;

    find_unit(bargain);
    for (size_t p = 0; status == GTEE_OK && p < bargain->player_count; p++) {
        const gti_decimal least = bargain->players[p].preference->reservation;
        bargain->players[p].reservation = units_of(shortened((wide)least.digits, least.scale), bargain->scale, true);
        status = value_all(making, p);
    }
    return status;
}
