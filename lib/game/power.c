/* power.c: from counts to indices (game.h). Each index is a sum of counts with whole weights over one common denominator, reduced at the end.
 *
 * Members that the rule does not mention are dummies: coalitions and swings double with each of them, shares stay as they are. */
#include "game/build.h"
#include "game/plan.h"

#include <string.h>

typedef struct figures {
    const gti_allocator *a;
    gti_power *power;
    const gti_profile *p;
    uint32_t unused;          /* members that the profile leaves out */
    gti_natural *weights;     /* by size: what one coalition counts */
    size_t weight_count;
    gti_natural below;        /* the common denominator */
    gti_natural scratch, sum;
} figures;

typedef gti_fraction *share_of(gti_member_power *member);

static void end_figures(figures *f)
{
    for (size_t i = 0; i < f->weight_count; i++)
        gti_natural_free(f->a, &f->weights[i]);
    gti_free(f->a, f->weights, f->weight_count * sizeof *f->weights);
    gti_natural_free(f->a, &f->below);
    gti_natural_free(f->a, &f->scratch);
    gti_natural_free(f->a, &f->sum);
}

static bool begin_figures(figures *f, gti_power *power, const gti_profile *p)
{
    *f = (figures){.a = &power->allocator, .power = power, .p = p, .unused = power->members - p->count, .weight_count = p->length};
    f->weights = gti_alloc_array(f->a, f->weight_count, sizeof *f->weights);
    if (f->weights == NULL)
        f->weight_count = 0;
    return f->weights != NULL;
}

/* sum = Σ row[s] × weights[s], from the first to the last size. */
static bool weigh(figures *f, const gti_limb *row, size_t first)
{
    bool good = gti_natural_set(f->a, &f->sum, 0);
    for (size_t s = first; s < f->p->length && good; s++) {
        if (gti_limbs_zero(row + s * f->p->width, f->p->width))
            continue;
        good = gti_natural_from_limbs(f->a, &f->scratch, row + s * f->p->width, f->p->width) &&
               gti_natural_multiply(f->a, &f->scratch, &f->scratch, &f->weights[s]) &&
               gti_natural_add(f->a, &f->sum, &f->sum, &f->scratch);
    }
    return good;
}

/* to = Σ row[s] from the first size on, × 2^unused if `scaled`. */
static bool add_up(figures *f, const gti_limb *row, size_t first, bool scaled, gti_natural *to)
{
    bool good = gti_natural_set(f->a, to, 0);
    for (size_t s = first; s < f->p->length && good; s++)
        good = gti_natural_from_limbs(f->a, &f->scratch, row + s * f->p->width, f->p->width) &&
               gti_natural_add(f->a, to, to, &f->scratch);
    return good && (!scaled || gti_natural_shift(f->a, to, f->unused));
}

static const gti_limb *row_of(const figures *f, uint32_t i)
{
    return gti_profile_each(f->p, i, 0);
}

/* Has member i of the profile the same row as the one before it? Then it has the same figures. */
static bool same_row(const figures *f, uint32_t i)
{
    return i > 0 && memcmp(row_of(f, i), row_of(f, i - 1), f->p->length * f->p->width * sizeof(gti_limb)) == 0;
}

static gti_member_power *member_of(const figures *f, uint32_t i)
{
    return &f->power->each[f->p->members[i]];
}

static void mark_dummies(const figures *f)
{
    for (uint32_t i = 0; i < f->p->count; i++)
        if (!gti_limbs_zero(row_of(f, i), f->p->length * f->p->width))
            member_of(f, i)->dummy = false;
}

/* A fraction for all members, 0 for those that the rule does not mention; nothing if `below` is 0. */
static bool share(figures *f, share_of *of, size_t first)
{
    if (gti_natural_is_zero(&f->below))
        return true;
    for (uint32_t m = 0; m < f->power->members; m++)
        if (!gti_fraction_set_uint(f->a, of(&f->power->each[m]), 0, 1))
            return false;
    for (uint32_t i = 0; i < f->p->count; i++) {
        bool good = same_row(f, i) ? gti_fraction_copy(f->a, of(member_of(f, i)), of(member_of(f, i - 1)))
                                   : weigh(f, row_of(f, i), first) && gti_fraction_set(f->a, of(member_of(f, i)), &f->sum, &f->below);
        if (!good)
            return false;
    }
    return true;
}

/* ---- Banzhaf and Coleman */

/* a / b for a member's swings, nothing if b is 0. */
static bool ratio(const figures *f, gti_fraction *to, const gti_natural *above, const gti_natural *below)
{
    return gti_natural_is_zero(below) || gti_fraction_set(f->a, to, above, below);
}

static bool member_ratios(figures *f, gti_member_power *m, const gti_natural *half, const gti_natural *losing)
{
    return ratio(f, &m->absolute, &m->swings, half) && ratio(f, &m->banzhaf, &m->swings, &f->power->swings) &&
           ratio(f, &m->prevent, &m->swings, &f->power->winning) && ratio(f, &m->initiate, &m->swings, losing);
}

static bool copy_ratios(const gti_allocator *a, gti_member_power *to, const gti_member_power *from)
{
    const gti_natural zero = {0};
    const gti_fraction *sources[4] = {&from->absolute, &from->banzhaf, &from->prevent, &from->initiate};
    gti_fraction *targets[4] = {&to->absolute, &to->banzhaf, &to->prevent, &to->initiate};
    for (int i = 0; i < 4; i++)
        if (gti_natural_compare(&sources[i]->denominator, &zero) != 0 && !gti_fraction_copy(a, targets[i], sources[i]))
            return false;
    return true;
}

static bool count_swings(figures *f)
{
    bool good = gti_natural_set(f->a, &f->power->swings, 0) && add_up(f, f->p->total, 0, true, &f->power->winning);
    for (uint32_t i = 0; i < f->p->count && good; i++)
        good = add_up(f, row_of(f, i), 0, true, &member_of(f, i)->swings) &&
               gti_natural_add(f->a, &f->power->swings, &f->power->swings, &member_of(f, i)->swings);
    return good;
}

static bool fill_banzhaf(figures *f)
{
    gti_power *power = f->power;
    gti_natural all = {0}, half = {0}, losing = {0};
    bool good = count_swings(f) && gti_natural_set(f->a, &all, 1) && gti_natural_shift(f->a, &all, power->members) &&
                gti_natural_set(f->a, &half, power->members > 0) &&
                gti_natural_shift(f->a, &half, power->members > 0 ? power->members - 1 : 0) &&
                gti_natural_subtract(f->a, &losing, &all, &power->winning) &&
                gti_fraction_set(f->a, &power->act, &power->winning, &all);
    for (uint32_t i = 0; i < f->p->count && good; i++)
        good = same_row(f, i) ? copy_ratios(f->a, member_of(f, i), member_of(f, i - 1))
                              : member_ratios(f, member_of(f, i), &half, &losing);
    for (uint32_t m = 0; m < power->members && good; m++) /* those that the rule does not mention */
        if (power->each[m].absolute.denominator.count == 0)
            good = member_ratios(f, &power->each[m], &half, &losing);
    gti_natural_free(f->a, &all);
    gti_natural_free(f->a, &half);
    gti_natural_free(f->a, &losing);
    return good;
}

/* ---- Shapley–Shubik: s! (n - 1 - s)! / n!, over the members that the rule mentions (a dummy changes nobody's value) */

static gti_fraction *shapley_of(gti_member_power *member)
{
    return &member->shapley;
}

static bool shapley_weights(figures *f)
{
    uint32_t count = f->p->count;
    bool good = gti_natural_set(f->a, &f->below, 1) && gti_natural_set(f->a, &f->scratch, 1);
    for (uint32_t s = 0; s < count && good; s++) { /* s! going up … */
        good = gti_natural_copy(f->a, &f->weights[s], &f->below) && gti_natural_scale(f->a, &f->below, s + 1);
    }
    for (uint32_t s = count; s-- > 0 && good;) /* … (n - 1 - s)! going down */
        good = gti_natural_multiply(f->a, &f->weights[s], &f->weights[s], &f->scratch) &&
               gti_natural_scale(f->a, &f->scratch, count - s);
    return good && gti_natural_set(f->a, &f->weights[count], 0);
}

static bool fill_shapley(figures *f)
{
    if (gti_limbs_zero(f->p->each, (size_t)f->p->count * f->p->length * f->p->width))
        return true; /* nobody ever matters: not defined */
    return shapley_weights(f) && share(f, shapley_of, 0);
}

/* ---- Deegan–Packel, Holler, Johnston: each coalition shared equally, or counted once for each member */

static gti_fraction *deegan_packel_of(gti_member_power *member)
{
    return &member->deegan_packel;
}

static gti_fraction *johnston_of(gti_member_power *member)
{
    return &member->johnston;
}

static uint64_t divisor_of(uint64_t a, uint64_t b)
{
    return b == 0 ? a : divisor_of(b, a % b);
}

/* Weights L / s, where L is the least common multiple of 1 … n; the denominator L × `coalitions`. */
static bool equal_shares(figures *f, const gti_natural *coalitions)
{
    gti_natural multiple = {0}, rest = {0};
    bool good = gti_natural_set(f->a, &multiple, 1);
    for (uint64_t s = 2; s < f->p->length && good; s++) {
        uint64_t left;
        good = gti_natural_set(f->a, &f->scratch, s) && gti_natural_divide(f->a, NULL, &rest, &multiple, &f->scratch);
        if (good && gti_natural_uint(&rest, &left))
            good = gti_natural_scale(f->a, &multiple, s / divisor_of(s, left));
    }
    for (uint64_t s = 1; s < f->p->length && good; s++)
        good = gti_natural_set(f->a, &f->scratch, s) &&
               gti_natural_divide(f->a, &f->weights[s], NULL, &multiple, &f->scratch);
    good = good && gti_natural_multiply(f->a, &f->below, &multiple, coalitions);
    gti_natural_free(f->a, &multiple);
    gti_natural_free(f->a, &rest);
    return good;
}

static bool fill_holler(figures *f)
{
    bool good = true;
    gti_natural all = {0};
    for (uint32_t i = 0; i < f->p->count && good; i++)
        good = add_up(f, row_of(f, i), 0, false, &member_of(f, i)->minimal) &&
               gti_natural_add(f->a, &all, &all, &member_of(f, i)->minimal);
    for (uint32_t m = 0; m < f->power->members && good; m++)
        good = ratio(f, &f->power->each[m].holler, &f->power->each[m].minimal, &all);
    gti_natural_free(f->a, &all);
    return good;
}

static bool fill_minimal(figures *f)
{
    bool nobody = !gti_limbs_zero(f->p->total, f->p->width); /* it always wins: the coalition of nobody is the only one, and not shared */
    if (!add_up(f, f->p->total, 0, false, &f->power->minimal) || !fill_holler(f))
        return false;
    return nobody || (equal_shares(f, &f->power->minimal) && share(f, deegan_packel_of, 1));
}

static bool fill_johnston(figures *f)
{
    gti_natural vulnerable = {0};
    bool good = add_up(f, f->p->total, 1, false, &vulnerable) && gti_natural_copy(f->a, &f->power->vulnerable, &vulnerable) &&
                gti_natural_shift(f->a, &f->power->vulnerable, f->unused) && equal_shares(f, &vulnerable) && share(f, johnston_of, 1);
    gti_natural_free(f->a, &vulnerable);
    return good;
}

/* ---- The question */

/* Measures that come from one profile. */
typedef struct task {
    uint32_t measures, purpose;
    gti_plan plan;
    bool begun;
} task;

static gtee_status fill(gti_power *power, uint32_t purpose, const gti_profile *profile)
{
    figures f;
    bool good = begin_figures(&f, power, profile);
    if (good) {
        mark_dummies(&f);
        if (purpose == GTI_SIZES)
            good = (!(power->wanted & GTI_POWER_BANZHAF) || fill_banzhaf(&f)) && (!(power->wanted & GTI_POWER_SHAPLEY) || fill_shapley(&f));
        else
            good = purpose == GTI_MINIMAL ? fill_minimal(&f) : fill_johnston(&f);
    }
    end_figures(&f);
    return good ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status run_task(task *t, gti_power *power)
{
    gti_profile profile;
    gtee_status status = gti_plan_profile(&t->plan, &profile);
    if (status == GTEE_OK)
        status = fill(power, t->purpose, &profile);
    gti_profile_free(&profile);
    return status;
}

static gtee_status plan_task(task *t, gti_work *work, gti_form *form)
{
    t->begun = true;
    return gti_plan_init(&t->plan, work, form, t->purpose, t->purpose != GTI_SIZES || (t->measures & GTI_POWER_SHAPLEY) != 0);
}

static void drop_task(task *t)
{
    if (t->begun)
        gti_plan_free(&t->plan);
    t->begun = false;
}

/* Runs what is planned. */
static gtee_status run_tasks(task *tasks, uint32_t count, gti_power *power)
{
    gtee_status status = GTEE_OK;
    for (uint32_t i = 0; i < count && status == GTEE_OK; i++)
        if (tasks[i].begun)
            status = run_task(&tasks[i], power);
    return status;
}

/* Plans everything before anything is run, so that a refusal costs little. */
static gtee_status run(gti_work *work, gti_form *form, gti_power *power)
{
    const uint32_t sizes = GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY;
    task tasks[] = {{.measures = power->wanted & sizes, .purpose = GTI_SIZES},
                    {.measures = power->wanted & GTI_POWER_MINIMAL, .purpose = GTI_MINIMAL},
                    {.measures = power->wanted & GTI_POWER_JOHNSTON, .purpose = GTI_PIVOTAL}};
    const uint32_t count = sizeof tasks / sizeof tasks[0];
    gtee_status status = GTEE_OK;
    for (uint32_t i = 0; i < count && status == GTEE_OK; i++)
        if (tasks[i].measures != 0)
            status = plan_task(&tasks[i], work, form);
    if (status == GTEE_OK)
        status = run_tasks(tasks, count, power);
    for (uint32_t i = 0; i < count; i++)
        drop_task(&tasks[i]);
    return status;
}

/* ---- As many measures as the budget allows */

static gti_account both(gti_account a, gti_account b)
{
    return (gti_account){.methods = a.methods | b.methods, .operations = a.operations + b.operations, .bytes = a.bytes + b.bytes};
}

/* Plans a task on top of those before it, or leaves its measures out. *own: what it takes, or would have taken. */
static gtee_status try_task(task *t, gti_work *work, gti_form *form, gti_power *power, gti_account *own)
{
    const gti_account before = work->account;
    gtee_status status = GTEE_ERROR_LIMIT;
    if (t->purpose == GTI_MINIMAL && work->given_up) { /* it would need the diagram that took sizes too long */
        *own = power->refused[1];
    } else {
        work->account = (gti_account){.methods = 0};
        status = plan_task(t, work, form);
        *own = work->account;
    }
    work->account = both(before, *own);
    if (status == GTEE_OK)
        status = gti_work_affordable(work);
    power->left_out &= ~t->measures;
    if (status == GTEE_ERROR_LIMIT) {
        drop_task(t);
        work->account = before;
        power->left_out |= t->measures;
        for (uint32_t bit = 0; bit < GTI_POWER_MEASURES; bit++)
            if ((t->measures >> bit & 1u) != 0)
                power->refused[bit] = *own;
        status = GTEE_OK;
    }
    work->total = work->account.operations;
    return status;
}

static gtee_status run_within(gti_work *work, gti_form *form, gti_power *power)
{
    task tasks[] = {{.measures = GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY, .purpose = GTI_SIZES},
                    {.measures = GTI_POWER_BANZHAF, .purpose = GTI_SIZES},
                    {.measures = GTI_POWER_MINIMAL, .purpose = GTI_MINIMAL},
                    {.measures = GTI_POWER_JOHNSTON, .purpose = GTI_PIVOTAL}};
    const uint32_t count = sizeof tasks / sizeof tasks[0];
    gti_account own = {.methods = 0}, all = own;
    gtee_status status = GTEE_OK;
    for (uint32_t i = 0; i < count && status == GTEE_OK; i++) {
        if (i == 1 && power->left_out == 0)
            continue;
        status = try_task(&tasks[i], work, form, power, &own);
        if (i != 1) /* a part of the one before it */
            all = both(all, own);
    }
    power->wanted = GTI_POWER_ALL & ~power->left_out;
    if (status == GTEE_OK && power->wanted == 0) {
        work->account = all;
        status = GTEE_ERROR_LIMIT;
    }
    if (status == GTEE_OK)
        status = run_tasks(tasks, count, power);
    for (uint32_t i = 0; i < count; i++)
        drop_task(&tasks[i]);
    return status;
}

static gtee_status mark_vetoes(const gti_game *game, gti_power *power)
{
    size_t size = (gti_coalition_words(game) + 1) * sizeof(uint64_t);
    uint64_t *vetoes = gti_alloc(&power->allocator, size);
    uint32_t dictator = UINT32_MAX;
    gtee_status status = vetoes != NULL ? gti_game_veto_players(game, vetoes, &dictator) : GTEE_ERROR_MEMORY;
    for (uint32_t m = 0; m < power->members && status == GTEE_OK; m++) {
        power->each[m].veto = gti_coalition_has(vetoes, m);
        power->each[m].dictator = m == dictator;
        power->each[m].dummy = true; /* until a count says otherwise */
    }
    gti_free(&power->allocator, vetoes, size);
    return status;
}

typedef gtee_status run_function(gti_work *work, gti_form *form, gti_power *power);

static gtee_status answer(const gti_game *game, uint32_t wanted, const gti_effort *effort, run_function *work_out, gti_power *power)
{
    gti_work work;
    gti_form form;
    gtee_status status;
    *power = (gti_power){.allocator = game->allocator, .members = game->members, .wanted = wanted};
    gti_work_init(&work, &game->allocator, effort);
    power->each = gti_alloc_array(&game->allocator, (size_t)game->members + 1, sizeof *power->each);
    status = power->each != NULL ? mark_vetoes(game, power) : GTEE_ERROR_MEMORY;
    if (status == GTEE_OK) {
        status = gti_form_of_game(&form, game, false, NULL) ? work_out(&work, &form, power) : GTEE_ERROR_MEMORY;
        gti_form_free(&form);
    }
    if (status != GTEE_OK)
        gti_power_free(power);
    power->account = work.account;
    return status;
}

gtee_status gti_game_power(const gti_game *game, uint32_t wanted, const gti_effort *effort, gti_power *power)
{
    if (wanted == 0 || (wanted & ~GTI_POWER_ALL) != 0) {
        *power = (gti_power){.allocator = game->allocator};
        return GTEE_ERROR_ARGUMENT;
    }
    return answer(game, wanted, effort, run, power);
}

gtee_status gti_game_power_within(const gti_game *game, const gti_effort *effort, gti_power *power)
{
    return answer(game, GTI_POWER_ALL, effort, run_within, power);
}

static void free_member(const gti_allocator *a, gti_member_power *m)
{
    gti_fraction *fractions[] = {&m->absolute, &m->banzhaf, &m->prevent, &m->initiate, &m->shapley, &m->deegan_packel, &m->holler, &m->johnston};
    for (size_t i = 0; i < sizeof fractions / sizeof fractions[0]; i++)
        gti_fraction_free(a, fractions[i]);
    gti_natural_free(a, &m->swings);
    gti_natural_free(a, &m->minimal);
}

void gti_power_free(gti_power *power)
{
    const gti_allocator *a = &power->allocator;
    for (uint32_t m = 0; m < power->members && power->each != NULL; m++)
        free_member(a, &power->each[m]);
    gti_free(a, power->each, ((size_t)power->members + 1) * sizeof *power->each);
    power->each = NULL;
    gti_natural_free(a, &power->winning);
    gti_natural_free(a, &power->swings);
    gti_natural_free(a, &power->minimal);
    gti_natural_free(a, &power->vulnerable);
    gti_fraction_free(a, &power->act);
}

const char *gti_method_text(uint32_t method)
{
    switch (method) {
    case GTI_METHOD_WEIGHTS:
        return "generating functions by weight";
    case GTI_METHOD_COMPOSITION:
        return "composition of sub-rules that share no member";
    case GTI_METHOD_DIAGRAM:
        return "decision diagram";
    case GTI_METHOD_CONDITIONING:
        return "each choice of shared members apart";
    case GTI_METHOD_ENUMERATION:
        return "enumeration of coalitions";
    case GTI_METHOD_SAMPLING:
        return "random samples";
    default:
        return "direct evaluation";
    }
}
