/* sat.c: the kernel's verbs: making one, adding clauses, assuming, asking. Uses sat_state.h. */
#include "solve/sat_state.h"

#include <string.h>

#define FIRST_LEARNT_LIMIT 4000u
#define MAX_VARIABLES 0x3FFFFFFFu

gti_sat *gti_sat_new(const gti_allocator *allocator)
{
    gti_sat *sat = gti_alloc_zero(allocator, sizeof *sat);
    if (sat == NULL) {
        return NULL;
    }
    sat->allocator = *allocator;
    sat->queue_first = sat->queue_last = sat->queue_next = GTI_NO_VARIABLE;
    sat->bumped = GTI_VEC(uint32_t);
    sat->learnt_limit = FIRST_LEARNT_LIMIT;
    sat->levels = GTI_VEC(gti_level);
    sat->memory = GTI_VEC(uint32_t);
    sat->learnts = GTI_VEC(uint32_t);
    sat->assumptions = GTI_VEC(gti_lit);
    sat->standing = GTI_VEC(gti_lit);
    sat->wishes = GTI_VEC(gti_lit);
    sat->adding = GTI_VEC(gti_lit);
    sat->learning = GTI_VEC(gti_lit);
    sat->stack = GTI_VEC(gti_lit);
    sat->stamps = GTI_VEC(uint64_t);
    return sat;
}

static void free_array(gti_sat *sat, void *items, size_t count, size_t each)
{
    gti_free(&sat->allocator, items, count * each);
}

void gti_sat_free(gti_sat *sat)
{
    if (sat == NULL) {
        return;
    }
    gti_allocator allocator = sat->allocator;
    size_t n = sat->capacity;
    for (size_t l = 0; l < 2 * n; l++) {
        free_array(sat, sat->watches[l].items, sat->watches[l].capacity, sizeof(gti_watch));
    }
    free_array(sat, sat->watches, 2 * n, sizeof *sat->watches);
    free_array(sat, sat->value, 2 * n, sizeof *sat->value);
    free_array(sat, sat->core, 2 * n, sizeof *sat->core);
    free_array(sat, sat->level, n, sizeof *sat->level);
    free_array(sat, sat->reason, n, sizeof *sat->reason);
    free_array(sat, sat->queue, n, sizeof *sat->queue);
    free_array(sat, sat->phase, n, sizeof *sat->phase);
    free_array(sat, sat->seen, n, sizeof *sat->seen);
    free_array(sat, sat->model, n, sizeof *sat->model);
    free_array(sat, sat->trail, n, sizeof *sat->trail);
    gti_vec *vectors[] = {&sat->levels,      &sat->memory, &sat->learnts,  &sat->assumptions, &sat->standing,
                          &sat->adding,      &sat->learning, &sat->stack,  &sat->stamps,
                          &sat->wishes,     &sat->bumped};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        gti_vec_free(&allocator, vectors[i]);
    }
    gti_free(&allocator, sat, sizeof *sat);
}

/* The arrays know no size but `capacity`, so they grow all together or not at all: the new ones are made first, then put in place. */
static bool grow_all(gti_sat *sat, uint32_t capacity)
{
    gti_sat next = *sat;
    size_t n = capacity, o = sat->capacity;
    struct { void *array; size_t old_count, count, each; } plan[] = {
        {&next.watches, 2 * o, 2 * n, sizeof *sat->watches}, {&next.value, 2 * o, 2 * n, sizeof *sat->value},
        {&next.core, 2 * o, 2 * n, sizeof *sat->core},       {&next.level, o, n, sizeof *sat->level},
        {&next.reason, o, n, sizeof *sat->reason},           {&next.queue, o, n, sizeof *sat->queue},
        {&next.phase, o, n, sizeof *sat->phase},             {&next.seen, o, n, sizeof *sat->seen},
        {&next.model, o, n, sizeof *sat->model},             {&next.trail, o, n, sizeof *sat->trail},
    };
    size_t count = sizeof plan / sizeof plan[0], done;
    void *old[sizeof plan / sizeof plan[0]];
    for (done = 0; done < count; done++) {
        void **slot = plan[done].array;
        old[done] = *slot;
        *slot = gti_alloc_array(&sat->allocator, plan[done].count, plan[done].each);
        if (*slot == NULL) {
            break;
        }
        if (plan[done].old_count > 0) {
            memcpy(*slot, old[done], plan[done].old_count * plan[done].each);
        }
    }
    if (done < count) {
        for (size_t i = 0; i < done; i++) {
            free_array(sat, *(void **)plan[i].array, plan[i].count, plan[i].each);
        }
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        free_array(sat, old[i], plan[i].old_count, plan[i].each);
    }
    next.capacity = capacity;
    *sat = next;
    return true;
}

static bool need_variable(gti_sat *sat, gti_lit literal)
{
    uint32_t variable = literal >> 1;
    if (variable >= sat->capacity) {
        uint32_t capacity = sat->capacity < 32 ? 64 : sat->capacity * 2;
        capacity = capacity > variable ? capacity : variable + 1;
        if (variable >= MAX_VARIABLES || !grow_all(sat, capacity)) {
            sat->no_memory = true;
            return false;
        }
    }
    while (sat->variables <= variable) {
        uint32_t fresh = sat->variables++;
        sat->reason[fresh] = GTI_NO_REASON;
        sat->phase[fresh] = 1; /* 1: false first */
        gti_sat_order_add(sat, fresh);
    }
    return true;
}

static bool push(gti_sat *sat, gti_vec *vec, gti_lit literal)
{
    gti_lit *item = gti_vec_push(&sat->allocator, vec);
    if (item == NULL) {
        sat->no_memory = true;
        return false;
    }
    *item = literal;
    return true;
}

/* Sorts the clause's literals, drops doubles and those false for good. false: the clause is true for good. */
static bool tidy(gti_sat *sat, gti_lit *literals, uint32_t *size)
{
    uint32_t kept = 0;
    for (uint32_t i = 1; i < *size; i++) {
        gti_lit literal = literals[i];
        uint32_t k = i;
        for (; k > 0 && literals[k - 1] > literal; k--) {
            literals[k] = literals[k - 1];
        }
        literals[k] = literal;
    }
    for (uint32_t i = 0; i < *size; i++) {
        gti_lit literal = literals[i];
        bool for_good = sat->value[literal] != 0 && sat->level[literal >> 1] == 0;
        if ((for_good && sat->value[literal] > 0) || (kept > 0 && literals[kept - 1] == (literal ^ 1u))) {
            return false;
        }
        if (!for_good && (kept == 0 || literals[kept - 1] != literal)) {
            literals[kept++] = literal;
        }
    }
    *size = kept;
    return true;
}

/* How well a literal serves as a watch under the present trail: not false best, then the higher level. */
static uint64_t watch_rank(const gti_sat *sat, gti_lit literal)
{
    return sat->value[literal] >= 0 ? UINT64_MAX : sat->level[literal >> 1];
}

/* Puts the two best watches first, and takes back the trail as far as needed: the clause is then not false, and `*unit` says if it forces its
 * first literal on the level that remains. */
static void choose_watches(gti_sat *sat, gti_lit *literals, uint32_t size, bool *unit)
{
    for (uint32_t place = 0; place < 2; place++) {
        uint32_t best = place;
        for (uint32_t i = place + 1; i < size; i++) {
            best = watch_rank(sat, literals[i]) > watch_rank(sat, literals[best]) ? i : best;
        }
        gti_lit swap = literals[place];
        literals[place] = literals[best];
        literals[best] = swap;
    }
    *unit = false;
    if (sat->value[literals[1]] < 0 && sat->value[literals[0]] <= 0) {
        uint32_t level = sat->level[literals[1] >> 1];
        bool same = sat->value[literals[0]] < 0 && sat->level[literals[0] >> 1] == level;
        gti_sat_cancel(sat, same ? level - 1 : level);
        *unit = !same;
    }
}

static bool add_clause(gti_sat *sat)
{
    gti_lit *literals = sat->adding.items;
    uint32_t size = (uint32_t)sat->adding.count, clause;
    sat->adding.count = 0;
    if (sat->inconsistent || !tidy(sat, literals, &size)) {
        return true;
    }
    if (size == 0) {
        sat->inconsistent = true;
    } else if (size == 1) {
        gti_sat_cancel(sat, 0);
        gti_sat_enqueue(sat, literals[0], GTI_NO_REASON);
    } else {
        bool unit;
        choose_watches(sat, literals, size, &unit);
        if (!gti_sat_attach(sat, literals, size, false, 0, &clause)) {
            return false;
        }
        if (unit) {
            gti_sat_enqueue(sat, literals[0], clause);
        }
    }
    return true;
}

bool gti_sat_add(gti_sat *sat, int32_t literal)
{
    if (sat->no_memory) {
        return false;
    }
    if (literal == 0) {
        return add_clause(sat);
    }
    return need_variable(sat, gti_lit_of(literal)) && push(sat, &sat->adding, gti_lit_of(literal));
}

bool gti_sat_assume(gti_sat *sat, int32_t literal)
{
    return !sat->no_memory && literal != 0 && need_variable(sat, gti_lit_of(literal)) && push(sat, &sat->assumptions, gti_lit_of(literal));
}

void gti_sat_forget_assumptions(gti_sat *sat)
{
    gti_vec_clear(&sat->assumptions);
}

/* Keeps the levels whose assumptions are the same as last time, takes back the rest; all the same: keeps decisions too. */
static bool align_trail(gti_sat *sat)
{
    const gti_lit *old = sat->standing.items, *now = sat->assumptions.items;
    size_t limit = sat->standing.count < sat->assumptions.count ? sat->standing.count : sat->assumptions.count, same = 0;
    while (same < limit && old[same] == now[same]) {
        same++;
    }
    if (same < sat->assumptions.count || same < sat->standing.count) {
        gti_sat_cancel(sat, (uint32_t)same);
    }
    gti_vec_clear(&sat->standing);
    return gti_vec_append(&sat->allocator, &sat->standing, now, sat->assumptions.count);
}

static int ask(gti_sat *sat, bool probing)
{
    int answer = GTI_SAT_UNKNOWN;
    if (sat->capacity > 0) {
        memset(sat->core, 0, 2 * (size_t)sat->capacity);
    }
    if (!sat->no_memory && !align_trail(sat)) {
        sat->no_memory = true;
    }
    sat->probing = probing;
    if (!sat->no_memory) {
        answer = sat->inconsistent ? GTI_SAT_UNSATISFIED : gti_sat_search(sat);
    }
    gti_vec_clear(&sat->assumptions);
    return sat->no_memory ? GTI_SAT_UNKNOWN : answer;
}

int gti_sat_solve(gti_sat *sat)
{
    return ask(sat, false);
}

int gti_sat_probe(gti_sat *sat)
{
    return ask(sat, true);
}

bool gti_sat_wish(gti_sat *sat, const int32_t *literals, size_t count)
{
    gti_sat_cancel(sat, (uint32_t)sat->standing.count);
    gti_vec_clear(&sat->wishes);
    sat->wish = 0;
    for (size_t i = 0; i < sat->levels.count; i++) {
        GTI_VEC_AT(&sat->levels, gti_level, i)->wish = 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (sat->no_memory || !need_variable(sat, gti_lit_of(literals[i])) || !push(sat, &sat->wishes, gti_lit_of(literals[i]))) {
            return false;
        }
    }
    return true;
}

void gti_sat_decide_wishes_only(gti_sat *sat)
{
    sat->wishes_only = true;
}

int32_t gti_sat_val(const gti_sat *sat, int32_t literal)
{
    gti_lit inner = gti_lit_of(literal);
    bool truth = (inner >> 1) < sat->variables && sat->model[inner >> 1] > 0;
    return truth == ((inner & 1u) == 0) ? literal : -literal;
}

bool gti_sat_failed(const gti_sat *sat, int32_t literal)
{
    gti_lit inner = gti_lit_of(literal);
    return (inner >> 1) < sat->variables && sat->core[inner] != 0;
}

void gti_sat_set_terminate(gti_sat *sat, void *user, bool (*terminate)(void *user))
{
    sat->terminate_user = user;
    sat->terminate = terminate;
}

void gti_sat_set_budget(gti_sat *sat, uint64_t conflicts)
{
    sat->budget = conflicts;
}

bool gti_sat_set_phase(gti_sat *sat, int32_t literal)
{
    if (sat->no_memory || !need_variable(sat, gti_lit_of(literal))) {
        return false;
    }
    sat->phase[gti_lit_of(literal) >> 1] = (uint8_t)(gti_lit_of(literal) & 1u);
    return true;
}

uint64_t gti_sat_conflicts(const gti_sat *sat)
{
    return sat->conflicts;
}

bool gti_sat_failed_memory(const gti_sat *sat)
{
    return sat->no_memory;
}
