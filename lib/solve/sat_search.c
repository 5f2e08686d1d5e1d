/* sat_search.c: propagation, learning, decisions, restarts and the clean-up of learnt clauses. Uses sat_state.h. */
#include "solve/sat_state.h"

#include <string.h>

#define LUBY_UNIT 128u
#define ASK_EVERY 256u

/* ---- the trail */

void gti_sat_enqueue(gti_sat *sat, gti_lit literal, uint32_t reason)
{
    uint32_t variable = literal >> 1;
    sat->value[literal] = 1;
    sat->value[literal ^ 1u] = -1;
    sat->level[variable] = gti_sat_level_count(sat);
    sat->reason[variable] = reason;
    sat->trail[sat->trail_count++] = literal;
}

void gti_sat_cancel(gti_sat *sat, uint32_t level)
{
    if (gti_sat_level_count(sat) <= level) {
        return;
    }
    gti_level begin = *GTI_VEC_AT(&sat->levels, gti_level, level);
    uint32_t length = begin.trail;
    while (sat->trail_count > length) {
        gti_lit literal = sat->trail[--sat->trail_count];
        sat->value[literal] = 0;
        sat->value[literal ^ 1u] = 0;
        sat->phase[literal >> 1] = (uint8_t)(literal & 1u);
        sat->reason[literal >> 1] = GTI_NO_REASON;
        gti_sat_order_open(sat, literal >> 1);
    }
    sat->propagated = length < sat->propagated ? length : sat->propagated;
    sat->wish = begin.wish;
    sat->levels.count = level;
}

static bool open_level(gti_sat *sat)
{
    gti_level *begin = gti_vec_push(&sat->allocator, &sat->levels);
    if (begin == NULL) {
        sat->no_memory = true;
        return false;
    }
    *begin = (gti_level){.trail = sat->trail_count, .wish = sat->wish};
    return true;
}

/* ---- clauses and watches */

static bool watch(gti_sat *sat, gti_lit literal, uint32_t clause, gti_lit blocker)
{
    gti_watches *list = &sat->watches[literal];
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity == 0 ? 4 : list->capacity * 2;
        void *grown = sat->allocator.resize(sat->allocator.user, list->items, list->capacity * sizeof(gti_watch),
                                            capacity * sizeof(gti_watch));
        if (grown == NULL) {
            sat->no_memory = true;
            return false;
        }
        list->items = grown;
        list->capacity = capacity;
    }
    list->items[list->count++] = (gti_watch){clause, blocker};
    return true;
}

bool gti_sat_attach(gti_sat *sat, const gti_lit *literals, uint32_t size, bool learnt, uint32_t distance, uint32_t *clause)
{
    uint32_t head[GTI_CLAUSE_HEAD] = {size << 1 | (learnt ? 1u : 0u), distance};
    uint32_t *slot = NULL;
    *clause = (uint32_t)sat->memory.count;
    if (sat->memory.count + GTI_CLAUSE_HEAD + size >= GTI_NO_REASON ||
        !gti_vec_append(&sat->allocator, &sat->memory, head, GTI_CLAUSE_HEAD) ||
        !gti_vec_append(&sat->allocator, &sat->memory, literals, size) ||
        (learnt && (slot = gti_vec_push(&sat->allocator, &sat->learnts)) == NULL)) {
        sat->no_memory = true;
        return false;
    }
    if (learnt) {
        *slot = *clause;
    }
    return watch(sat, literals[0] ^ 1u, *clause, literals[1]) && watch(sat, literals[1] ^ 1u, *clause, literals[0]);
}

/* Finds the clause another literal to watch than the falsified one, which stands second. false: there is none. */
static bool move_watch(gti_sat *sat, uint32_t clause, uint32_t *literals, uint32_t size)
{
    for (uint32_t k = 2; k < size; k++) {
        if (sat->value[literals[k]] >= 0) {
            gti_lit found = literals[k];
            literals[k] = literals[1];
            literals[1] = found;
            (void)watch(sat, found ^ 1u, clause, literals[0]); /* a failure is remembered in no_memory */
            return true;
        }
    }
    return false;
}

/* `literal` became true: looks at the clauses that watch its negation. */
static uint32_t visit(gti_sat *sat, gti_lit literal)
{
    gti_watches *list = &sat->watches[literal];
    uint32_t kept = 0, i = 0, conflict = GTI_NO_REASON;
    for (; i < list->count && conflict == GTI_NO_REASON; i++) {
        gti_watch w = list->items[i];
        if (sat->value[w.blocker] > 0) {
            list->items[kept++] = w;
            continue;
        }
        uint32_t *head = gti_sat_clause(sat, w.clause), *literals = head + GTI_CLAUSE_HEAD;
        if (literals[0] == (literal ^ 1u)) {
            literals[0] = literals[1];
            literals[1] = literal ^ 1u;
        }
        gti_lit first = literals[0];
        if (sat->value[first] <= 0 && move_watch(sat, w.clause, literals, head[0] >> 1)) {
            continue; /* never into this same list: the new watch is not false, this literal is */
        }
        list->items[kept++] = (gti_watch){w.clause, first};
        if (sat->value[first] < 0) {
            conflict = w.clause;
        } else if (sat->value[first] == 0) {
            gti_sat_enqueue(sat, first, w.clause);
        }
    }
    for (; i < list->count; i++) {
        list->items[kept++] = list->items[i];
    }
    list->count = kept;
    return conflict;
}

uint32_t gti_sat_propagate(gti_sat *sat)
{
    uint32_t conflict = GTI_NO_REASON;
    while (conflict == GTI_NO_REASON && sat->propagated < sat->trail_count) {
        conflict = visit(sat, sat->trail[sat->propagated++]);
    }
    return conflict;
}

/* ---- learning */

static void add_literal(gti_sat *sat, gti_vec *vec, gti_lit literal)
{
    gti_lit *slot = gti_vec_push(&sat->allocator, vec);
    if (slot == NULL) {
        sat->no_memory = true;
    } else {
        *slot = literal;
    }
}

/* Is the literal implied by others of the learnt clause alone (local minimisation)? */
static bool redundant(gti_sat *sat, gti_lit literal)
{
    uint32_t reason = sat->reason[literal >> 1];
    if (reason == GTI_NO_REASON) {
        return false;
    }
    const uint32_t *head = gti_sat_clause(sat, reason), *literals = head + GTI_CLAUSE_HEAD;
    for (uint32_t k = 0; k < head[0] >> 1; k++) {
        uint32_t variable = literals[k] >> 1;
        if (variable != literal >> 1 && !sat->seen[variable] && sat->level[variable] > 0) {
            return false;
        }
    }
    return true;
}

/* Resolves back from the falsified clause to the first unique implication point. The learnt clause is in `learning`, its asserting literal
 * first; the level to go back to is returned. */
static uint32_t resolve(gti_sat *sat, uint32_t clause)
{
    uint32_t open = 0, place = sat->trail_count, level = gti_sat_level_count(sat);
    gti_lit asserting = 0;
    bool first = true;
    gti_vec_clear(&sat->learning);
    gti_vec_clear(&sat->bumped);
    add_literal(sat, &sat->learning, 0);
    do {
        const uint32_t *head = gti_sat_clause(sat, clause), *literals = head + GTI_CLAUSE_HEAD;
        for (uint32_t k = 0; k < head[0] >> 1 && !sat->no_memory; k++) {
            gti_lit literal = literals[k];
            uint32_t variable = literal >> 1;
            if ((!first && literal == asserting) || sat->seen[variable] || sat->level[variable] == 0) {
                continue;
            }
            sat->seen[variable] = 1;
            add_literal(sat, &sat->bumped, variable);
            if (sat->level[variable] == level) {
                open++;
            } else {
                add_literal(sat, &sat->learning, literal);
            }
        }
        if (sat->no_memory) {
            return 0;
        }
        while (!sat->seen[sat->trail[--place] >> 1]) {
        }
        asserting = sat->trail[place];
        clause = sat->reason[asserting >> 1];
        sat->seen[asserting >> 1] = 0;
        first = false;
    } while (--open > 0);
    *GTI_VEC_AT(&sat->learning, gti_lit, 0) = asserting ^ 1u;
    return level;
}

/* Drops redundant literals, clears `seen`, moves the literal of the highest level second; returns that level. */
static uint32_t minimise(gti_sat *sat)
{
    gti_lit *literals = sat->learning.items;
    uint32_t size = (uint32_t)sat->learning.count, kept = 1, back = 0;
    gti_vec_clear(&sat->stack);
    for (uint32_t i = 1; i < size; i++) {
        add_literal(sat, &sat->stack, literals[i]);
    }
    for (uint32_t i = 1; i < size; i++) {
        if (!redundant(sat, literals[i])) {
            literals[kept++] = literals[i];
        }
    }
    for (uint32_t i = 0; i < sat->stack.count; i++) {
        sat->seen[*GTI_VEC_AT(&sat->stack, gti_lit, i) >> 1] = 0;
    }
    sat->learning.count = kept;
    for (uint32_t i = 1; i < kept; i++) {
        uint32_t level = sat->level[literals[i] >> 1];
        if (level > back) {
            gti_lit swap = literals[1];
            literals[1] = literals[i];
            literals[i] = swap;
            back = level;
        }
    }
    return back;
}

/* How many levels the learnt clause spans. */
static uint32_t distance_of(gti_sat *sat)
{
    uint32_t distance = 0, levels = gti_sat_level_count(sat) + 1;
    while (sat->stamps.count < levels) {
        if (gti_vec_push(&sat->allocator, &sat->stamps) == NULL) {
            sat->no_memory = true;
            return 0;
        }
    }
    sat->stamp++;
    for (uint32_t i = 0; i < sat->learning.count; i++) {
        uint64_t *stamp = GTI_VEC_AT(&sat->stamps, uint64_t, sat->level[*GTI_VEC_AT(&sat->learning, gti_lit, i) >> 1]);
        distance += *stamp != sat->stamp;
        *stamp = sat->stamp;
    }
    return distance;
}

/* Learns from the falsified clause and goes back. false: no memory. */
static bool learn(gti_sat *sat, uint32_t conflict)
{
    uint32_t clause = GTI_NO_REASON, back, distance;
    (void)resolve(sat, conflict);
    if (sat->no_memory) {
        return false;
    }
    back = minimise(sat);
    distance = distance_of(sat);
    if (sat->no_memory) {
        return false;
    }
    gti_sat_cancel(sat, back);
    const gti_lit *literals = sat->learning.items;
    if (sat->learning.count > 1 && !gti_sat_attach(sat, literals, (uint32_t)sat->learning.count, true, distance, &clause)) {
        return false;
    }
    gti_sat_enqueue(sat, literals[0], clause);
    gti_sat_order_bump(sat, sat->bumped.items, sat->bumped.count);
    return true;
}

/* The assumptions that imply the falsity of assumption `literal`: marks them in `core`. */
static void explain(gti_sat *sat, gti_lit literal)
{
    sat->core[literal] = 1;
    if (gti_sat_level_count(sat) == 0 || sat->level[literal >> 1] == 0) {
        return;
    }
    sat->seen[literal >> 1] = 1;
    for (uint32_t i = sat->trail_count; i-- > GTI_VEC_AT(&sat->levels, gti_level, 0)->trail;) {
        uint32_t variable = sat->trail[i] >> 1;
        if (!sat->seen[variable]) {
            continue;
        }
        sat->seen[variable] = 0;
        if (sat->reason[variable] == GTI_NO_REASON) {
            sat->core[sat->trail[i]] = 1;
            continue;
        }
        const uint32_t *head = gti_sat_clause(sat, sat->reason[variable]);
        for (uint32_t k = 0; k < head[0] >> 1; k++) {
            uint32_t other = head[GTI_CLAUSE_HEAD + k] >> 1;
            sat->seen[other] |= (uint8_t)(other != variable && sat->level[other] > 0);
        }
    }
}

/* ---- forgetting */

static int worse_first(const void *user, const void *a, const void *b)
{
    const gti_sat *sat = user;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    uint32_t dx = GTI_VEC_AT(&sat->memory, uint32_t, x)[1], dy = GTI_VEC_AT(&sat->memory, uint32_t, y)[1];
    return dx != dy ? (dx > dy ? -1 : 1) : x < y ? -1 : x > y;
}

/* Copies the clauses that stay into new memory and builds all watches anew. Only at level 0 with an empty queue. */
static bool compact(gti_sat *sat)
{
    gti_vec old = sat->memory;
    bool good = true;
    for (uint32_t l = 0; l < 2 * sat->variables; l++) {
        sat->watches[l].count = 0;
    }
    for (uint32_t v = 0; v < sat->variables; v++) {
        sat->reason[v] = GTI_NO_REASON; /* at level 0 nobody asks for reasons */
    }
    sat->memory = GTI_VEC(uint32_t);
    gti_vec_clear(&sat->learnts);
    for (size_t at = 0; at < old.count && good;) {
        uint32_t *head = GTI_VEC_AT(&old, uint32_t, at), size = head[0] >> 1, *literals = head + GTI_CLAUSE_HEAD, kept = 0, clause;
        bool gone = head[1] == UINT32_MAX;
        for (uint32_t k = 0; k < size; k++) {
            gone = gone || sat->value[literals[k]] > 0;
            if (sat->value[literals[k]] == 0) {
                literals[kept++] = literals[k];
            }
        }
        good = gone || gti_sat_attach(sat, literals, kept, (head[0] & 1u) != 0, head[1], &clause);
        at += GTI_CLAUSE_HEAD + size;
    }
    gti_vec_free(&sat->allocator, &old);
    return good;
}

/* Forgets the worse half of the learnt clauses. */
static bool forget(gti_sat *sat)
{
    uint32_t *learnts = sat->learnts.items;
    size_t count = sat->learnts.count;
    if (!gti_sort(&sat->allocator, learnts, count, sizeof *learnts, worse_first, sat)) {
        sat->no_memory = true;
        return false;
    }
    for (size_t i = 0; i < count / 2; i++) {
        uint32_t *head = gti_sat_clause(sat, learnts[i]);
        if (head[1] > 2) {
            head[1] = UINT32_MAX;
        }
    }
    sat->learnt_limit += sat->learnt_limit / 10;
    return compact(sat);
}

/* ---- search */

/* The i-th term (from 0) of 1 1 2 1 1 2 4 … (Luby, Sinclair, Zuckerman 1993). */
static uint64_t luby(uint64_t i)
{
    uint64_t size = 1, power = 0;
    while (size < i + 1) {
        size = 2 * size + 1;
        power++;
    }
    while (size - 1 != i) {
        size = (size - 1) / 2;
        power--;
        i %= size;
    }
    return UINT64_C(1) << power;
}

static int choose(gti_sat *sat, gti_lit literal)
{
    if (!open_level(sat)) {
        return GTI_SAT_UNKNOWN;
    }
    gti_sat_enqueue(sat, literal, GTI_NO_REASON);
    return -1;
}

/* The next decision that is free: the next wish that is open, else a variable. */
static int decide_freely(gti_sat *sat)
{
    for (; sat->wish < sat->wishes.count; sat->wish++) {
        gti_lit literal = *GTI_VEC_AT(&sat->wishes, gti_lit, sat->wish);
        if (sat->value[literal] == 0) {
            return choose(sat, literal);
        }
    }
    uint32_t variable = sat->wishes_only ? GTI_NO_VARIABLE : gti_sat_order_next(sat);
    if (variable != GTI_NO_VARIABLE) {
        return choose(sat, 2 * variable + sat->phase[variable]);
    }
    return GTI_SAT_SATISFIED;
}

/* The next decision: the next assumption that is not decided, else a free one. -1: taken; else the answer. */
static int decide(gti_sat *sat)
{
    while (gti_sat_level_count(sat) < sat->assumptions.count) {
        gti_lit literal = *GTI_VEC_AT(&sat->assumptions, gti_lit, gti_sat_level_count(sat));
        if (sat->value[literal] < 0) {
            explain(sat, literal);
            sat->core[literal] = 1;
            return GTI_SAT_UNSATISFIED;
        }
        if (!open_level(sat)) {
            return GTI_SAT_UNKNOWN;
        }
        if (sat->value[literal] == 0) {
            gti_sat_enqueue(sat, literal, GTI_NO_REASON);
            return -1;
        }
    }
    return sat->probing ? GTI_SAT_UNKNOWN : decide_freely(sat);
}

static void keep_model(gti_sat *sat)
{
    for (uint32_t v = 0; v < sat->variables; v++) {
        sat->model[v] = sat->value[2 * v];
    }
}

static bool asked_to_stop(gti_sat *sat, uint64_t begin)
{
    return (sat->budget > 0 && sat->conflicts - begin >= sat->budget) ||
           (sat->terminate != NULL && sat->conflicts % ASK_EVERY == 0 && sat->terminate(sat->terminate_user));
}

/* The level behind the assumptions and the wishes decided: those would be decided again just so. */
static uint32_t base_level(const gti_sat *sat)
{
    uint32_t low = 0, high = gti_sat_level_count(sat);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (GTI_VEC_AT(&sat->levels, gti_level, middle)->wish < sat->wishes.count) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > sat->assumptions.count ? low : (uint32_t)sat->assumptions.count;
}

/* Begins anew behind the assumptions, forgetting learnt clauses now and then. false: no memory, or no model at all. */
static bool restart(gti_sat *sat)
{
    if (sat->learnts.count <= sat->learnt_limit) {
        gti_sat_cancel(sat, base_level(sat));
        return true;
    }
    gti_sat_cancel(sat, 0);
    sat->inconsistent = gti_sat_propagate(sat) != GTI_NO_REASON;
    return !sat->inconsistent && forget(sat);
}

int gti_sat_search(gti_sat *sat)
{
    uint64_t begin = sat->conflicts, restarts = 0, next = sat->conflicts + LUBY_UNIT;
    while (!sat->no_memory) {
        uint32_t conflict = gti_sat_propagate(sat);
        if (conflict != GTI_NO_REASON) {
            sat->conflicts++;
            if (gti_sat_level_count(sat) == 0) {
                sat->inconsistent = true;
                return GTI_SAT_UNSATISFIED;
            }
            if (!learn(sat, conflict) || asked_to_stop(sat, begin)) {
                return GTI_SAT_UNKNOWN;
            }
        } else if (sat->conflicts >= next) {
            next = sat->conflicts + LUBY_UNIT * luby(++restarts);
            if (!restart(sat)) {
                return sat->inconsistent ? GTI_SAT_UNSATISFIED : GTI_SAT_UNKNOWN;
            }
        } else {
            int answer = decide(sat);
            if (answer == GTI_SAT_SATISFIED) {
                keep_model(sat);
            }
            if (answer >= 0) {
                return answer;
            }
        }
    }
    return GTI_SAT_UNKNOWN;
}
