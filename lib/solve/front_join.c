/* front_join.c: leaves, and sums and unions of fronts by a heap of descending lists. Uses front.h, sieve.h. */
#include "solve/front.h"
#include "solve/sieve.h"

#include <string.h>

#define THIN 128u /* points of a front that are kept when the budget is used up, besides each player's best */
#define COMPARED 64u /* points compared with one that count as a step */

/* Points in descending order, all moved by an offset. */
typedef struct stream {
    int64_t key; /* the first utility of the next one */
    const int64_t *next, *offset;
    const gti_front *list;
    uint64_t ways; /* for each of the list's */
    uint32_t at, number;
} stream;

typedef struct merging {
    gti_fronts *work;
    gti_sieve sieve;
    const int64_t *floor;
    stream *heap;
    size_t count;
    bool counted; /* its steps are */
} merging;

bool gti_fronts_step(gti_fronts *work, uint64_t steps)
{
    gti_search *search = work->search;

    search->steps += steps;
    if (search->stop != NULL && search->steps >= work->next_question) {
        work->next_question = search->steps + 4096;
        if (search->stop(search->stop_user, search->steps))
            work->ended = GTI_SEARCH_STOPPED;
    }
    if (work->ended == GTI_SEARCH_DONE && search->budget > 0 && search->steps >= search->budget)
        work->ended = GTI_SEARCH_BUDGET;
    return !gti_fronts_stopped(work);
}

int gti_front_compare(const int64_t *a, const int64_t *b, uint32_t players)
{
    for (uint32_t i = 0; i < players; i++)
        if (a[i] != b[i])
            return a[i] > b[i] ? -1 : 1;
    return 0;
}

static gti_front *front_new(gti_fronts *work, uint32_t kind, uint32_t parts)
{
    gti_frontier *frontier = work->frontier;
    gti_front *front = gti_arena_zero(&frontier->arena, sizeof *front, _Alignof(gti_front));

    if (front != NULL) {
        *front = (gti_front){.kind = kind, .variable = UINT32_MAX, .points = GTI_VEC(gti_front_point), .values = GTI_VEC(int64_t)};
        front->parts = gti_arena_array(&frontier->arena, (size_t)parts + 1, sizeof(gti_front *), _Alignof(gti_front *));
        front->part_count = parts;
        if (front->parts != NULL && gti_vec_append(&frontier->allocator, &frontier->fronts, &front, 1))
            return front;
    }
    work->ended = GTI_SEARCH_NO_MEMORY;
    return NULL;
}

/* ---- the heap: the stream with the greatest next point first */

static bool before(const stream *a, const stream *b, uint32_t players)
{
    if (a->key != b->key)
        return a->key > b->key;
    for (uint32_t i = 1; i < players; i++) {
        int64_t left = a->next[i] + a->offset[i], right = b->next[i] + b->offset[i];
        if (left != right)
            return left > right;
    }
    return a->number < b->number;
}

static void sink(merging *m, size_t at)
{
    const uint32_t players = m->sieve.players;
    const stream moved = m->heap[at];

    for (size_t child = 2 * at + 1; child < m->count; child = 2 * at + 1) {
        if (child + 1 < m->count && before(&m->heap[child + 1], &m->heap[child], players))
            child++;
        if (!before(&m->heap[child], &moved, players))
            break;
        m->heap[at] = m->heap[child];
        at = child;
    }
    m->heap[at] = moved;
}

/* ---- streams */

/* Two players: over those that are passed already; the second utility rises along the list. */
static void skip_passed(merging *m, stream *s)
{
    const int64_t *values = s->list->values.items;
    uint32_t low = s->at, high = (uint32_t)s->list->points.count, stride = 1;

#define PASSED(i) gti_sieve_passed(&m->sieve, values[2 * (size_t)(i)] + s->offset[0], values[2 * (size_t)(i) + 1] + s->offset[1])
    if (low == high || !PASSED(low))
        return;
    for (; low < high && PASSED(low); stride *= 2) {
        s->at = low + 1;
        low = stride < high - low ? low + stride : high;
    }
    high = low;
    for (low = s->at; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        if (PASSED(middle))
            low = middle + 1;
        else
            high = middle;
    }
#undef PASSED
    s->at = low;
}

/* Goes to where the stream's next use is. false: it has none. */
static bool settle(merging *m, stream *s)
{
    const uint32_t players = m->sieve.players;

    if (players == 2)
        skip_passed(m, s);
    if (s->at >= s->list->points.count)
        return false;
    if (players == 0)
        return true;
    s->next = gti_front_values(s->list, s->at, players);
    s->key = s->next[0] + s->offset[0];
    return m->floor == NULL || s->key >= m->floor[0]; /* it only falls from here on */
}

static bool offer(merging *m)
{
    const stream *s = &m->heap[0];
    const uint32_t players = m->sieve.players;
    const uint64_t ways = gti_front_at(s->list, s->at)->ways;
    int64_t values[GTI_FRONTIER_PLAYERS + 1];

    for (uint32_t i = 0; i < players; i++) {
        values[i] = s->next[i] + s->offset[i];
        if (m->floor != NULL && values[i] < m->floor[i])
            return true;
    }
    return gti_sieve_offer(&m->sieve, values, (uint64_t)s->number << 32 | s->at,
                           ways > UINT64_MAX / s->ways ? UINT64_MAX : ways * s->ways);
}

static void add_stream(merging *m, const gti_front *list, const int64_t *offset, uint64_t ways, uint32_t number)
{
    stream s = {.list = list, .offset = offset, .ways = ways, .number = number};

    if (settle(m, &s))
        m->heap[m->count++] = s;
}

/* One for the point, and more where many had to be compared with it. */
static uint64_t steps_taken(merging *m)
{
    const uint64_t steps = 1 + m->sieve.compared / COMPARED;

    m->sieve.compared %= COMPARED;
    return m->counted ? steps : 0;
}

static void run(merging *m)
{
    for (size_t i = m->count / 2; i-- > 0;)
        sink(m, i);
    while (m->count > 0) {
        if (!offer(m))
            m->work->ended = GTI_SEARCH_NO_MEMORY;
        m->heap[0].at++;
        if (!settle(m, &m->heap[0]))
            m->heap[0] = m->heap[--m->count];
        if (m->count > 1)
            sink(m, 0);
        if (!gti_fronts_step(m->work, steps_taken(m)) || (m->counted && m->work->ended != GTI_SEARCH_DONE))
            return;
    }
}

/* ---- thinning */

/* Marks each player's best point, the one with the greatest sum, and some in between, evenly. */
static void choose(const gti_front *front, uint32_t players, bool *keep)
{
    const size_t count = front->points.count;
    size_t best[GTI_FRONTIER_PLAYERS + 1] = {0};
    double most = 0;

    for (size_t i = 0; i < count; i++) {
        const int64_t *values = gti_front_values(front, i, players);
        double sum = 0;
        for (uint32_t p = 0; p < players; p++) {
            sum += (double)values[p];
            if (values[p] > gti_front_values(front, best[p], players)[p])
                best[p] = i;
        }
        if (i == 0 || sum > most) {
            most = sum;
            best[players] = i;
        }
    }
    for (uint32_t p = 0; p <= players; p++)
        keep[best[p]] = true;
    for (size_t i = 0; i < THIN; i++)
        keep[i * (count - 1) / (THIN - 1)] = true;
}

static void thin(gti_fronts *work, gti_front *front)
{
    const gti_allocator *allocator = &work->frontier->allocator;
    const uint32_t players = work->frontier->players;
    const size_t count = front->points.count;
    size_t kept = 0;
    bool *keep;

    if (count <= THIN + players + 1 || players == 0)
        return;
    keep = gti_alloc_array(allocator, count, sizeof *keep);
    if (keep == NULL) {
        work->ended = GTI_SEARCH_NO_MEMORY;
        return;
    }
    choose(front, players, keep);
    for (size_t i = 0; i < count; i++) {
        if (!keep[i])
            continue;
        *gti_front_at(front, kept) = *gti_front_at(front, i);
        memmove((int64_t *)front->values.items + kept * players, gti_front_values(front, i, players), players * sizeof(int64_t));
        kept++;
    }
    front->points.count = kept;
    front->values.count = kept * players;
    gti_free(allocator, keep, count * sizeof *keep);
}

/* ---- making fronts */

/* Merges the parts into the front's points. */
static void merge_parts(gti_fronts *work, gti_front *front, const int64_t *floor)
{
    static const int64_t nothing[GTI_FRONTIER_PLAYERS + 1] = {0};
    const gti_allocator *allocator = &work->frontier->allocator;
    const uint32_t players = work->frontier->players;
    const size_t streams = front->kind == GTI_FRONT_SUM ? front->parts[1]->points.count : front->part_count;
    merging m = {.work = work, .floor = floor, .counted = work->ended == GTI_SEARCH_DONE};

    if (streams == 0 || gti_fronts_stopped(work))
        return;
    m.heap = gti_alloc_array(allocator, streams, sizeof *m.heap);
    if (m.heap == NULL) {
        work->ended = GTI_SEARCH_NO_MEMORY;
        return;
    }
    m.sieve = gti_sieve_make(allocator, players, front);
    for (uint32_t i = 0; i < streams; i++) {
        const gti_front *second = front->parts[1];
        if (front->kind == GTI_FRONT_UNION)
            add_stream(&m, front->parts[i], nothing, 1, i);
        else
            add_stream(&m, front->parts[0], players > 0 ? gti_front_values(second, i, players) : nothing, gti_front_at(second, i)->ways, i);
    }
    run(&m);
    gti_sieve_free(&m.sieve);
    gti_free(allocator, m.heap, streams * sizeof *m.heap);
}

/* The same; if the budget ends meanwhile, again with fewer points of each part. */
static gti_front *merged(gti_fronts *work, gti_front *front, const int64_t *floor)
{
    const bool fresh = work->ended == GTI_SEARCH_DONE;

    if (fresh)
        merge_parts(work, front, floor);
    if (work->ended == GTI_SEARCH_BUDGET) {
        gti_vec_clear(&front->points);
        gti_vec_clear(&front->values);
        for (uint32_t i = 0; i < front->part_count; i++)
            thin(work, front->parts[i]);
        merge_parts(work, front, floor);
    }
    return gti_fronts_stopped(work) ? NULL : front;
}

gti_front *gti_front_leaf(gti_fronts *work, uint32_t variable, uint64_t options)
{
    static const int64_t nothing[GTI_FRONTIER_PLAYERS + 1] = {0};
    const uint32_t players = work->frontier->players;
    const int64_t *utility = variable != UINT32_MAX ? work->stakes->utility[variable] : NULL;
    gti_front *front = front_new(work, GTI_FRONT_LEAF, 0);
    gti_sieve sieve = gti_sieve_make(&work->frontier->allocator, players, front);
    uint64_t left = options, count = 0;
    bool good = front != NULL;

    if (good)
        front->variable = variable;
    while (good && left != 0) { /* the greatest of those left */
        uint32_t best = 64;
        for (uint32_t i = 0; i < 64 && (left >> i) != 0; i++)
            if ((left >> i & 1) != 0 && (best == 64 || (utility != NULL && gti_front_compare(utility + (size_t)i * players,
                                                                                             utility + (size_t)best * players, players) < 0)))
                best = i;
        left &= ~(UINT64_C(1) << best);
        good = gti_sieve_offer(&sieve, utility != NULL ? utility + (size_t)best * players : nothing, UINT64_C(1) << best, 1);
        count++;
    }
    gti_sieve_free(&sieve);
    if (good && gti_tally_set(&work->frontier->arena, &front->total, count))
        return front;
    work->ended = GTI_SEARCH_NO_MEMORY;
    return NULL;
}

gti_front *gti_front_sum(gti_fronts *work, gti_front *a, gti_front *b, const int64_t *floor)
{
    gti_front *front = front_new(work, GTI_FRONT_SUM, 2);
    const bool swap = a->points.count < b->points.count;

    if (front == NULL)
        return NULL;
    front->parts[0] = swap ? b : a;
    front->parts[1] = swap ? a : b;
    if (!gti_tally_multiply(&work->frontier->arena, &front->total, a->total, b->total))
        work->ended = GTI_SEARCH_NO_MEMORY;
    return merged(work, front, floor);
}

gti_front *gti_front_union(gti_fronts *work, gti_front *const *parts, uint32_t count)
{
    gti_front *front = front_new(work, GTI_FRONT_UNION, count);

    if (front == NULL)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        front->parts[i] = parts[i];
        if (!gti_tally_add(&work->frontier->arena, &front->total, front->total, parts[i]->total))
            work->ended = GTI_SEARCH_NO_MEMORY;
    }
    return merged(work, front, NULL);
}
