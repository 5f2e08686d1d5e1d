/* chance_parts.c: probabilities of quotas and of diagrams (chance.h). */
#include "game/chance.h"

#include <string.h>

/* ---- Quotas. A row holds the probability of each weight so far, from 0 up to the need, where what is above is counted too. Members come from light
 * to heavy, so that few weights are possible at first. */

typedef struct quota {
    const gti_odds *o;
    const gti_term *terms; /* by falling weight */
    uint32_t count;
    uint64_t need;
} quota;

static const gti_term *term_at(const quota *q, uint32_t k)
{
    return &q->terms[q->count - 1 - k];
}

/* Puts one more member into the row, whose weights so far are at most `top` or reach the need. The new top. */
static uint64_t put(const quota *q, double *row, uint64_t top, gti_term term)
{
    uint64_t v = term.weight, need = q->need, after = top + v < need ? top + v : need - 1;
    double p = q->o->in[term.member], reached = 0;
    for (uint64_t w = need > v ? need - v : 0; w <= top; w++)
        reached += row[w];
    row[need] += reached * p;
    for (uint64_t w = after + 1; w-- > v;)
        row[w] = row[w] * (1 - p) + row[w - v] * p;
    for (uint64_t w = 0; w < v && w <= after; w++)
        row[w] *= 1 - p;
    return after;
}

gtee_status gti_quota_wins(const gti_odds *o, const gti_form *form, const gti_form_node *node, double *wins)
{
    quota q = {.o = o, .terms = gti_form_terms(form, node), .count = node->count, .need = node->need};
    double *row = gti_doubles(o, (size_t)q.need);
    gtee_status status = row != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    uint64_t top = 0;
    if (status == GTEE_OK)
        row[0] = 1;
    for (uint32_t k = 0; k < q.count && status == GTEE_OK; k++) {
        top = put(&q, row, top, *term_at(&q, k));
        status = gti_work_step(o->plan->work, (double)top);
    }
    if (status == GTEE_OK)
        *wins = row[q.need];
    gti_drop_doubles(o, row, (size_t)q.need);
    return status;
}

/* The way there and back: rows are kept at every `block`-th member, and worked out again within a block on the way back. */
typedef struct way {
    quota q;
    uint32_t block, kept;
    size_t row;      /* numbers in one */
    double *rows;    /* `kept` rows at the beginning of blocks, then `block` within one, then the way back */
    uint64_t *tops;  /* of each of them */
} way;

static double *row_at(const way *y, uint32_t i)
{
    return y->rows + (size_t)i * y->row;
}

/* The row before member k, from the one kept for its block, into place `to`. */
static void copy_row(const way *y, uint32_t from, uint32_t to)
{
    memcpy(row_at(y, to), row_at(y, from), y->row * sizeof(double));
    y->tops[to] = y->tops[from];
}

static gtee_status go_there(const way *y)
{
    uint32_t now = y->kept; /* a row to work in */
    gtee_status status = GTEE_OK;
    row_at(y, now)[0] = 1;
    y->tops[now] = 0;
    for (uint32_t k = 0; k < y->q.count && status == GTEE_OK; k++) {
        if (k % y->block == 0)
            copy_row(y, now, k / y->block);
        y->tops[now] = put(&y->q, row_at(y, now), y->tops[now], *term_at(&y->q, k));
        status = gti_work_step(y->q.o->plan->work, (double)y->q.need);
    }
    return status;
}

/* Member k, between what came before it and `back`, the probability of winning by the weight so far with those behind it. */
static void meet(const way *y, uint32_t k, uint32_t before, double *back, gti_role r)
{
    const double *row = row_at(y, before);
    gti_term term = *term_at(&y->q, k);
    uint64_t need = y->q.need, v = term.weight, top = y->tops[before], w = 0;
    double p = y->q.o->in[term.member], with = row[need], without = row[need];
    for (; w <= top && w + v < need; w++)
        with += row[w] * back[w + v];
    for (; w <= top; w++)
        with += row[w];
    for (w = 0; w <= top; w++)
        without += row[w] * back[w];
    gti_add_odds(y->q.o, term.member, r, with, without);
    for (w = 0; w + v < need; w++)
        back[w] = back[w] * (1 - p) + back[w + v] * p;
    for (; w < need; w++)
        back[w] = back[w] * (1 - p) + p;
}

static gtee_status come_back(const way *y, gti_role r)
{
    double *back = row_at(y, y->kept + y->block);
    gtee_status status = GTEE_OK;
    memset(back, 0, y->row * sizeof *back);
    back[y->q.need] = 1;
    for (uint32_t b = (y->q.count - 1) / y->block + 1; b-- > 0 && status == GTEE_OK;) {
        uint32_t first = b * y->block, count = y->q.count - first < y->block ? y->q.count - first : y->block;
        copy_row(y, b, y->kept);
        for (uint32_t i = 1; i < count; i++) {
            copy_row(y, y->kept + i - 1, y->kept + i);
            y->tops[y->kept + i] = put(&y->q, row_at(y, y->kept + i), y->tops[y->kept + i], *term_at(&y->q, first + i - 1));
        }
        for (uint32_t i = count; i-- > 0;)
            meet(y, first + i, y->kept + i, back, r);
        status = gti_work_step(y->q.o->plan->work, (double)y->q.need * count * 4);
    }
    return status;
}

gtee_status gti_quota_odds(const gti_odds *o, const gti_form *form, const gti_form_node *node, gti_role r)
{
    const gti_allocator *allocator = &o->plan->work->allocator;
    way y = {.q = {.o = o, .terms = gti_form_terms(form, node), .count = node->count, .need = node->need}, .block = 1};
    gtee_status status = GTEE_ERROR_MEMORY;
    size_t rows, tops_count;
    while (y.block * y.block < y.q.count)
        y.block++;
    y.kept = (y.q.count - 1) / y.block + 1;
    y.row = (size_t)y.q.need + 1;
    tops_count = (size_t)y.kept + y.block + 1;
    rows = tops_count * y.row;
    y.rows = gti_doubles(o, rows);
    y.tops = gti_alloc_array(allocator, tops_count, sizeof *y.tops);
    if (y.rows != NULL && y.tops != NULL)
        status = go_there(&y);
    if (status == GTEE_OK)
        status = come_back(&y, r);
    gti_drop_doubles(o, y.rows, rows);
    gti_free(allocator, y.tops, tops_count * sizeof *y.tops);
    return status;
}

/* ---- Diagrams */

static double chance_at(const gti_odds *o, const gti_drawing *g, uint32_t level)
{
    return o->in[g->members[level]];
}

/* up[v]: the probability of winning from node v on. */
static void walk_up(const gti_odds *o, const gti_drawing *g, double *up)
{
    up[1] = 1;
    for (uint32_t i = 2; i <= g->root; i++) {
        const gti_diagram_node *at = gti_diagram_at(&g->d, i);
        double p = chance_at(o, g, at->level);
        up[i] = up[at->low] * (1 - p) + up[at->high] * p;
    }
}

gtee_status gti_drawing_wins(const gti_odds *o, const gti_drawing *g, double *wins)
{
    size_t count = (size_t)g->root + 2;
    double *up = gti_doubles(o, count);
    if (up == NULL)
        return GTEE_ERROR_MEMORY;
    walk_up(o, g, up);
    *wins = up[g->root];
    gti_drop_doubles(o, up, count);
    return gti_work_step(o->plan->work, (double)count);
}

/* What passes by the levels between two nodes wins with and without their members. */
static void pass_by(const gti_drawing *g, double *with, double *without, uint32_t from, uint32_t to, double wins)
{
    if (wins == 0)
        return;
    for (uint32_t level = from; level < gti_diagram_at(&g->d, to)->level; level++) {
        with[level] += wins;
        without[level] += wins;
    }
}

static void walk_down(const gti_odds *o, const gti_drawing *g, const double *up, double *down, double *with, double *without)
{
    down[g->root] = 1;
    pass_by(g, with, without, 0, g->root, up[g->root]);
    for (uint32_t i = g->root; i > 1; i--) {
        const gti_diagram_node *at = gti_diagram_at(&g->d, i);
        double p = chance_at(o, g, at->level);
        if (down[i] == 0)
            continue;
        with[at->level] += down[i] * up[at->high];
        without[at->level] += down[i] * up[at->low];
        down[at->low] += down[i] * (1 - p);
        down[at->high] += down[i] * p;
        pass_by(g, with, without, at->level + 1, at->low, down[i] * (1 - p) * up[at->low]);
        pass_by(g, with, without, at->level + 1, at->high, down[i] * p * up[at->high]);
    }
}

gtee_status gti_drawing_odds(const gti_odds *o, const gti_drawing *g, gti_role r)
{
    size_t nodes = (size_t)g->root + 2, count = 2 * nodes + 2 * (size_t)g->levels;
    double *up = gti_doubles(o, count), *down, *with, *without;
    if (up == NULL)
        return GTEE_ERROR_MEMORY;
    down = up + nodes;
    with = down + nodes;
    without = with + g->levels;
    walk_up(o, g, up);
    walk_down(o, g, up, down, with, without);
    for (uint32_t i = 0; i < g->levels; i++)
        gti_add_odds(o, g->members[i], r, with[i], without[i]);
    gti_drop_doubles(o, up, count);
    return gti_work_step(o->plan->work, (double)count);
}
