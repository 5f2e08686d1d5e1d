/* weights.c: the swings of a quota's members, by size, from one table (profile.h).
 *
 * With A(z, t) = Π (1 + t z^w), the sets that do not hold i are A / (1 + t z^w_i). Of those the ones that i makes win weigh from q - w_i to q - 1.
 * As C(x), the sets that weigh at most x, are what the table holds, their number is the short alternating sum
 *     Σ_k (-t)^k (C(q - 1 - k w_i) - C(q - 1 - (k + 1) w_i)),
 * so that no second table is needed (cf. Bilbao et al., "Generating functions for computing power indices efficiently", TOP 8 (2000), and
 * Uno, "Efficient computation of power indices for weighted majority games", ISAAC 2012). O(n q) without sizes, O(n² q) with. */
#include "game/layers.h"
#include "game/table.h"

typedef struct weighing {
    gti_work *work;
    const gti_term *terms;
    uint32_t count;
    uint64_t need; /* of the game or of its dual, whichever is less */
    bool dual;
    gti_profile *p;
    gti_table table;
    gti_lanes sum;
} weighing;

uint32_t gti_weights_most(const gti_term *terms, uint32_t count, uint64_t need)
{
    uint64_t sum = 0;
    uint32_t most = 0;
    while (most < count && (sum += terms[count - 1 - most].weight) < need)
        most++;
    return most;
}

static uint64_t smaller_need(const gti_form *form, const gti_form_node *quota, bool *dual)
{
    uint64_t other = gti_form_weight(form, quota) - quota->need + 1;
    *dual = other < quota->need;
    return *dual ? other : quota->need;
}

static double swings_cost(const gti_form *form, const gti_form_node *quota, bool sized, double *bytes)
{
    bool dual;
    uint64_t need = smaller_need(form, quota, &dual), sum = 0;
    const gti_term *terms = gti_form_terms(form, quota);
    uint32_t sizes = sized ? gti_weights_most(terms, quota->count, need) + 1 : 1;
    double lanes = gti_table_lanes(quota->count), operations = 0;
    for (uint32_t i = quota->count; i-- > 0;) {
        double k = quota->count - i, terms_of = (double)need / (double)terms[i].weight + 1;
        sum += terms[i].weight;
        operations += (double)(sum < need ? sum : need) * (sized ? (k < sizes ? k : sizes) : 1) * lanes;
        operations += (sized && terms_of > sizes ? sizes : terms_of) * sizes * lanes * 2;
    }
    *bytes = gti_table_bytes(need, sizes, quota->count);
    return operations;
}

typedef gtee_status swings_function(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile);

/* The quicker way to a quota's swings, and its cost: one table, or where sizes matter perhaps layers. */
static swings_function *swings_method(const gti_form *form, const gti_form_node *quota, bool sized, gti_weights_cost *cost)
{
    gti_weights_cost layers;
    cost->operations = swings_cost(form, quota, sized, &cost->bytes);
    if (!sized)
        return gti_table_swings;
    layers = gti_layers_estimate(form, quota);
    if (layers.operations >= cost->operations)
        return gti_table_swings;
    *cost = layers;
    return gti_layers_swings;
}

static double minimal_cost(const gti_form *form, const gti_form_node *quota, double *bytes)
{
    const gti_term *terms = gti_form_terms(form, quota);
    double lanes = gti_table_lanes(quota->count), count = quota->count, operations = count * count * (double)quota->need * lanes / 2;
    for (uint32_t i = 0; i < quota->count; i++)
        operations += (count - i) * ((double)quota->need / (double)terms[i].weight + 1) * count * lanes;
    *bytes = gti_table_bytes(quota->need, quota->count + 1, quota->count);
    return operations;
}

/* Each member out and in again, and the sums of each weight in the table of each weight that is no heavier. */
static double pivotal_cost(const gti_form *form, const gti_form_node *quota, double *bytes)
{
    const gti_term *terms = gti_form_terms(form, quota);
    const uint64_t rows = quota->need + terms[0].weight;
    const double lanes = gti_table_lanes(quota->count), all = gti_weights_most(terms, quota->count, rows) + 1;
    double windows = 0, operations = (double)rows * lanes * quota->count;
    for (uint32_t i = 0; i < quota->count; i++) {
        const double sizes = i + 2 < all ? i + 2 : all, terms_of = (double)rows / (double)terms[i].weight + 1;
        operations += (double)rows * sizes * lanes * (1 + GTI_TAKE_OUT_STEPS);
        if (i > 0 && terms[i].weight == terms[i - 1].weight)
            continue;
        windows += terms_of < all ? terms_of : all;
        operations += windows * sizes * lanes * 2;
    }
    *bytes = gti_table_bytes(rows, (uint32_t)all, quota->count);
    return operations;
}

/* Two passes of multiplication and addition, and the rows of one of them kept for the way back. */
static double chance_cost(const gti_form_node *quota, double *bytes)
{
    double rows = (double)quota->need, root = 1;
    while (root * root < quota->count)
        root++;
    *bytes = (2 * root + 2) * rows * sizeof(double);
    return 6 * rows * quota->count;
}

gti_weights_cost gti_weights_estimate(const gti_form *form, const gti_form_node *quota, uint32_t kind, bool sized, bool chance)
{
    gti_weights_cost cost;
    if (chance)
        cost.operations = chance_cost(quota, &cost.bytes);
    else if (kind == GTI_SIZES)
        (void)swings_method(form, quota, sized, &cost);
    else if (kind == GTI_MINIMAL)
        cost.operations = minimal_cost(form, quota, &cost.bytes);
    else
        cost.operations = pivotal_cost(form, quota, &cost.bytes);
    return cost;
}

/* Adds, from light to heavy: the rows in use grow slowly. */
static gtee_status fill(weighing *w)
{
    for (uint32_t i = w->count; i-- > 0;) {
        gtee_status status = gti_table_put(&w->table, w->terms[i].weight, true);
        if (status != GTEE_OK)
            return status;
    }
    gti_table_settle(&w->table);
    return GTEE_OK;
}

/* The swings of a member of this weight into `sum`, by size (of the dual, if that is what the table is of). */
static void swings(weighing *w, uint64_t weight)
{
    uint32_t sizes = w->table.sizes;
    int64_t at = (int64_t)w->need - 1, step = (int64_t)weight;
    gti_lanes_clear(&w->sum);
    for (uint32_t k = 0; at >= 0 && (sizes == 1 || k < sizes); k++, at -= step) {
        uint32_t from = sizes > 1 ? k : 0;
        gti_lanes_add(&w->sum, from, gti_table_row(&w->table, at), sizes, k % 2 == 1);
        gti_lanes_add(&w->sum, from, gti_table_row(&w->table, at - step), sizes, k % 2 == 0);
    }
}

/* Where a number of size `size` of the table belongs in a row of the profile for coalitions of up to `most` members. */
static size_t place_of(const weighing *w, size_t size, size_t most)
{
    if (!w->p->sized)
        return 0;
    return w->dual ? most - size : size;
}

static void put_member(weighing *w, uint32_t i)
{
    gti_profile *p = w->p;
    if (i > 0 && w->terms[i].weight == w->terms[i - 1].weight) {
        for (size_t k = 0; k < p->length * p->width; k++)
            gti_profile_each(p, i, 0)[k] = gti_profile_each(p, i - 1, 0)[k];
        return;
    }
    swings(w, w->terms[i].weight);
    for (size_t s = 0; s < w->table.sizes && s < w->count; s++)
        gti_lanes_take(&w->sum, s, gti_profile_each(p, i, place_of(w, s, w->count - 1)), p->width);
}

/* Winning coalitions: all but the losing ones; the table is of those, or of the losing ones of the dual, which are the complements of the winning. */
static void put_total(weighing *w)
{
    gti_profile *p = w->p;
    gti_lanes_clear(&w->sum);
    gti_lanes_add(&w->sum, 0, gti_table_row(&w->table, (int64_t)w->need - 1), w->table.sizes, false);
    for (size_t s = 0; s < w->table.sizes; s++)
        gti_lanes_take(&w->sum, s, gti_profile_total(p, place_of(w, s, w->count)), p->width);
}

static gtee_status complement(weighing *w)
{
    gti_profile *p = w->p;
    size_t numbers = p->length * p->width;
    gti_limb *all = gti_alloc_array(&p->allocator, numbers, sizeof *all);
    if (all == NULL)
        return GTEE_ERROR_MEMORY;
    gti_poly_binomials(all, w->count, p->sized, p->width);
    for (size_t s = 0; s < p->length; s++) {
        gti_limbs_sub(all + s * p->width, gti_profile_total(p, s), p->width);
        for (size_t k = 0; k < p->width; k++)
            gti_profile_total(p, s)[k] = all[s * p->width + k];
    }
    gti_free(&p->allocator, all, numbers * sizeof *all);
    return GTEE_OK;
}

gtee_status gti_table_swings(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile)
{
    weighing w = {.work = work, .terms = gti_form_terms(form, quota), .count = quota->count, .p = profile};
    gtee_status status;
    uint32_t sizes;
    w.need = smaller_need(form, quota, &w.dual);
    sizes = profile->sized ? gti_weights_most(w.terms, w.count, w.need) + 1 : 1;
    status = gti_table_init(&w.table, work, w.need, sizes, w.count);
    w.sum = (gti_lanes){.lanes = w.table.lanes, .numbers = sizes};
    if (status == GTEE_OK) {
        w.sum.words = gti_alloc_array(&work->allocator, w.sum.numbers, w.sum.lanes * sizeof *w.sum.words);
        status = w.sum.words == NULL ? GTEE_ERROR_MEMORY : fill(&w);
    }
    for (uint32_t i = 0; status == GTEE_OK && i < w.count; i++) {
        profile->members[i] = w.terms[i].member;
        put_member(&w, i);
        status = gti_work_step(work, (double)sizes);
    }
    if (status == GTEE_OK) {
        put_total(&w);
        status = w.dual ? GTEE_OK : complement(&w);
    }
    gti_free(&work->allocator, w.sum.words, w.sum.numbers * w.sum.lanes * sizeof *w.sum.words);
    gti_table_free(&w.table);
    return status;
}

gtee_status gti_weights_swings(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile)
{
    gti_weights_cost cost;
    swings_function *method = swings_method(form, quota, profile->sized, &cost);
    return cost.operations < 0 ? GTEE_ERROR_MEMORY : method(work, form, quota, profile);
}
