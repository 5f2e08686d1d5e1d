/* weights_minimal.c: a quota's minimal winning coalitions, and its winning coalitions by their pivotal members (profile.h).
 *
 * Minimal: the coalition's last member j, by falling weight, is needed: those before it weigh q - w_j to q - 1. Those sets are in the table of the
 * members before j, and those of them that hold i in its alternating sum (weights.c).
 * Pivotal: a coalition that weighs e above q is left losing by whoever weighs more than e. For e between two neighbouring weights these are the
 * coalition's members down to the heavier of the two, and only they are counted as size. From one pair of neighbours to the next, members are taken
 * out of the table and put in again as ones that count. */
#include "game/profile.h"
#include "game/table.h"

typedef struct sums {
    gti_work *work;
    const gti_term *terms;
    uint32_t count;
    uint64_t need;
    gti_profile *p;
    gti_table table;
    gti_lanes sum;
} sums;

static gtee_status begin(sums *m, uint64_t rows)
{
    uint32_t sizes = gti_weights_most(m->terms, m->count, rows) + 1;
    gtee_status status = gti_table_init(&m->table, m->work, rows, sizes, m->count);
    m->sum = (gti_lanes){.lanes = m->table.lanes, .numbers = (size_t)sizes + 1};
    if (status != GTEE_OK)
        return status;
    m->sum.words = gti_alloc_array(&m->work->allocator, m->sum.numbers, m->sum.lanes * sizeof *m->sum.words);
    return m->sum.words == NULL ? GTEE_ERROR_MEMORY : GTEE_OK;
}

static void end(sums *m)
{
    gti_free(&m->work->allocator, m->sum.words, m->sum.numbers * m->sum.lanes * sizeof *m->sum.words);
    gti_table_free(&m->table);
}

/* Adds ± (C(high) - C(low)), `from` sizes up. */
static void add_window(sums *m, int64_t high, int64_t low, uint32_t from, bool minus)
{
    size_t numbers = (size_t)m->table.most + 1;
    gti_lanes_add(&m->sum, from, gti_table_row(&m->table, high), numbers, minus);
    gti_lanes_add(&m->sum, from, gti_table_row(&m->table, low), numbers, !minus);
}

/* Sets of the table in the window (low, high] that hold one member of this weight. */
static double window_with(sums *m, int64_t high, int64_t low, uint64_t weight)
{
    uint32_t k = 1;
    int64_t step = (int64_t)weight;
    gti_lanes_clear(&m->sum);
    for (high -= step, low -= step; high >= 0 && k <= m->table.most; k++, high -= step, low -= step)
        add_window(m, high, low, k, k % 2 == 0);
    return (double)k * (double)m->sum.numbers * m->sum.lanes;
}

/* Adds the sums to a row of the profile, `up` places up. */
static void take(sums *m, gti_limb *row, size_t up)
{
    for (size_t s = 0; s <= m->table.most && s + up < m->p->length; s++)
        gti_lanes_take(&m->sum, s, row + (s + up) * m->p->width, m->p->width);
}

/* Does member i weigh what the one before it weighs? Then their sums are the same. */
static bool same_weight(const sums *m, uint32_t i)
{
    return i > 0 && m->terms[i].weight == m->terms[i - 1].weight;
}

static gtee_status last_member(sums *m, uint32_t j)
{
    int64_t high = (int64_t)m->need - 1, low = high - (int64_t)m->terms[j].weight;
    double steps = 0;
    gti_table_settle(&m->table);
    gti_lanes_clear(&m->sum);
    add_window(m, high, low, 0, false);
    take(m, m->p->total, 1);
    take(m, gti_profile_each(m->p, j, 0), 1);
    for (uint32_t i = 0; i < j; i++) {
        if (!same_weight(m, i))
            steps += window_with(m, high, low, m->terms[i].weight);
        take(m, gti_profile_each(m->p, i, 0), 1);
    }
    return gti_work_step(m->work, steps);
}

gtee_status gti_weights_minimal(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile)
{
    sums m = {.work = work, .terms = gti_form_terms(form, quota), .count = quota->count, .need = quota->need, .p = profile};
    gtee_status status = begin(&m, quota->need);
    for (uint32_t j = 0; status == GTEE_OK && j < m.count; j++) {
        profile->members[j] = m.terms[j].member;
        status = last_member(&m, j);
        if (status == GTEE_OK)
            status = gti_table_put(&m.table, m.terms[j].weight, true);
    }
    end(&m);
    return status;
}

/* The members before `heavy`, who count as size, are the pivotal ones of the coalitions that weigh `least` to `most` too much. */
static gtee_status one_group(sums *m, uint32_t heavy, uint64_t least, uint64_t most)
{
    int64_t high = (int64_t)(m->need + most), low = (int64_t)(m->need + least) - 1;
    double steps = 0;
    gti_table_settle(&m->table);
    gti_lanes_clear(&m->sum);
    add_window(m, high, low, 0, false);
    take(m, m->p->total, 0);
    for (uint32_t i = 0; i < heavy; i++) {
        if (!same_weight(m, i))
            steps += window_with(m, high, low, m->terms[i].weight);
        take(m, gti_profile_each(m->p, i, 0), 0);
    }
    return gti_work_step(m->work, steps);
}

/* total[0]: all winning coalitions but those that were counted. */
static gtee_status without_pivotal(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile)
{
    gti_profile all;
    size_t width = profile->width;
    gtee_status status = GTEE_ERROR_MEMORY;
    if (gti_profile_init(&all, &work->allocator, GTI_SIZES, false, quota->count, width))
        status = gti_weights_swings(work, form, quota, &all);
    if (status == GTEE_OK) {
        for (size_t s = 1; s < profile->length; s++)
            gti_limbs_sub(all.total, gti_profile_total(profile, s), width);
        for (size_t k = 0; k < width; k++)
            profile->total[k] = all.total[k];
    }
    gti_profile_free(&all);
    return status;
}

gtee_status gti_weights_pivotal(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile)
{
    sums m = {.work = work, .terms = gti_form_terms(form, quota), .count = quota->count, .need = quota->need, .p = profile};
    gtee_status status = begin(&m, quota->need + m.terms[0].weight);
    for (uint32_t i = m.count; status == GTEE_OK && i-- > 0;)
        status = gti_table_put(&m.table, m.terms[i].weight, false);
    for (uint32_t i = 0; status == GTEE_OK && i < m.count; i++) {
        uint64_t next = i + 1 < m.count ? m.terms[i + 1].weight : 0;
        profile->members[i] = m.terms[i].member;
        status = gti_table_take_out(&m.table, m.terms[i].weight);
        if (status == GTEE_OK)
            status = gti_table_put(&m.table, m.terms[i].weight, true);
        if (status == GTEE_OK && next != m.terms[i].weight)
            status = one_group(&m, i + 1, next, m.terms[i].weight - 1);
    }
    end(&m);
    return status == GTEE_OK ? without_pivotal(work, form, quota, profile) : status;
}
