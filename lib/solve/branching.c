/* branching.c: rules, propagation, components. Uses branching.h. */
#include "solve/branching.h"

#include <string.h>

#define CANDIDATES 16u      /* variables that are tried as the one to branch on */
#define CANDIDATES_LARGE 4u /* among more than LARGE */
#define LARGE 128u

typedef struct mark { uint64_t domain; uint32_t variable; } mark;

#define RULE(b, i) GTI_VEC_AT(&(b)->rules, gti_count, i)
#define ATOM(b, i) GTI_VEC_AT(&(b)->problem->literals, gti_atom, i)
#define MEMBER(b, i) (*GTI_VEC_AT(&(b)->members, uint32_t, i))

/* ---- making */

static bool add_rules(gti_branching *b)
{
    const gti_problem *problem = b->problem;

    for (size_t i = 0; i < problem->clauses.count; i++) {
        const gti_clause_span *clause = GTI_VEC_AT(&problem->clauses, gti_clause_span, i);
        const gti_count rule = {clause->first, clause->count, 1, UINT32_MAX};
        if (clause->group == GTI_SOLVE_HARD && !gti_vec_append(&b->allocator, &b->rules, &rule, 1))
            return false;
    }
    return problem->counts.count == 0 ||
           gti_vec_append(&b->allocator, &b->rules, problem->counts.items, problem->counts.count);
}

/* The rules of each variable, by counting. */
static bool index_rules(gti_branching *b)
{
    uint32_t *first, *of, total = 0;

    for (size_t i = 0; i < b->rules.count; i++)
        total += RULE(b, i)->count;
    for (size_t i = 0; i < (size_t)b->variables + 2; i++)
        if (gti_vec_push(&b->allocator, &b->rules_first) == NULL)
            return false;
    if (!gti_vec_reserve(&b->allocator, &b->rules_of, (size_t)total + 1))
        return false;
    first = b->rules_first.items;
    of = b->rules_of.items;
    b->rules_of.count = total;
    for (size_t i = 0; i < b->rules.count; i++)
        for (uint32_t k = 0; k < RULE(b, i)->count; k++)
            first[ATOM(b, RULE(b, i)->first + k)->variable + 2]++;
    for (uint32_t v = 0; v < b->variables; v++)
        first[v + 2] += first[v + 1];
    for (size_t i = 0; i < b->rules.count; i++)
        for (uint32_t k = 0; k < RULE(b, i)->count; k++)
            of[first[ATOM(b, RULE(b, i)->first + k)->variable + 1]++] = (uint32_t)i;
    return true;
}

bool gti_branching_make(gti_branching *b, const gti_problem *problem)
{
    *b = (gti_branching){.problem = problem, .allocator = problem->allocator, .variables = (uint32_t)problem->variables.count,
                         .rules = GTI_VEC(gti_count), .rules_first = GTI_VEC(uint32_t), .rules_of = GTI_VEC(uint32_t),
                         .trail = GTI_VEC(mark), .waiting = GTI_VEC(uint32_t), .members = GTI_VEC(uint32_t)};
    b->domains = gti_alloc_array(&b->allocator, (size_t)b->variables + 1, sizeof *b->domains);
    b->marks = gti_alloc_array(&b->allocator, (size_t)b->variables + 1, sizeof *b->marks);
    if (b->domains == NULL || b->marks == NULL || !add_rules(b) || !index_rules(b))
        return false;
    b->rule_room = b->rules.count + 1;
    b->waits = gti_alloc_array(&b->allocator, b->rule_room, sizeof *b->waits);
    for (uint32_t v = 0; v < b->variables; v++)
        b->domains[v] = GTI_VEC_AT(&problem->variables, gti_unknown, v)->domain;
    return b->waits != NULL;
}

void gti_branching_free(gti_branching *b)
{
    gti_vec *vectors[] = {&b->rules, &b->rules_first, &b->rules_of, &b->trail, &b->waiting, &b->members};

    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        gti_vec_free(&b->allocator, vectors[i]);
    gti_free(&b->allocator, b->domains, ((size_t)b->variables + 1) * sizeof *b->domains);
    gti_free(&b->allocator, b->marks, ((size_t)b->variables + 1) * sizeof *b->marks);
    gti_free(&b->allocator, b->waits, b->rule_room * sizeof *b->waits);
}

/* ---- reading rules */

static bool is_open(const gti_branching *b, const gti_atom *atom)
{
    const uint64_t domain = b->domains[atom->variable];

    return (domain & atom->options) != 0 && (domain & ~atom->options) != 0;
}

/* How many literals are true, and how many are open. */
static void read_rule(const gti_branching *b, const gti_count *rule, uint32_t *sure, uint32_t *open)
{
    *sure = *open = 0;
    for (uint32_t k = 0; k < rule->count; k++) {
        const gti_atom *atom = ATOM(b, rule->first + k);
        if (is_open(b, atom))
            ++*open;
        else if ((b->domains[atom->variable] & atom->options) != 0)
            ++*sure;
    }
}

static bool undecided(const gti_branching *b, const gti_count *rule)
{
    uint32_t sure, open;

    read_rule(b, rule, &sure, &open);
    return sure < rule->at_least || (uint64_t)sure + open > rule->at_most;
}

static const uint32_t *rules_of(const gti_branching *b, uint32_t variable, uint32_t *count)
{
    const uint32_t *first = b->rules_first.items;

    *count = first[variable + 1] - first[variable];
    return (const uint32_t *)b->rules_of.items + first[variable];
}

bool gti_branching_bears(const gti_branching *b, uint32_t variable)
{
    uint32_t count;

    rules_of(b, variable, &count);
    return count > 0;
}

/* ---- propagating */

static bool wait(gti_branching *b, uint32_t rule)
{
    if (b->waits[rule])
        return true;
    b->waits[rule] = true;
    if (gti_vec_append(&b->allocator, &b->waiting, &rule, 1))
        return true;
    b->no_memory = true;
    return false;
}

static bool narrow(gti_branching *b, uint32_t variable, uint64_t options)
{
    const uint64_t old = b->domains[variable], left = old & options;
    const mark was = {old, variable};
    uint32_t count;
    const uint32_t *rules = rules_of(b, variable, &count);

    if (left == old)
        return true;
    if (left == 0)
        return false;
    if (!gti_vec_append(&b->allocator, &b->trail, &was, 1)) {
        b->no_memory = true;
        return false;
    }
    b->domains[variable] = left;
    for (uint32_t i = 0; i < count; i++)
        if (!wait(b, rules[i]))
            return false;
    return true;
}

/* Makes every open literal true, or false. */
static bool force(gti_branching *b, const gti_count *rule, bool to)
{
    for (uint32_t k = 0; k < rule->count; k++) {
        const gti_atom *atom = ATOM(b, rule->first + k);
        if (is_open(b, atom) && !narrow(b, atom->variable, to ? atom->options : ~atom->options))
            return false;
    }
    return true;
}

static bool look(gti_branching *b, const gti_count *rule)
{
    uint32_t sure, open;

    read_rule(b, rule, &sure, &open);
    if (sure > rule->at_most || sure + open < rule->at_least)
        return false;
    if (open == 0)
        return true;
    if (sure == rule->at_most)
        return force(b, rule, false);
    return sure + open > rule->at_least || force(b, rule, true);
}

static bool propagate(gti_branching *b)
{
    bool good = true;

    while (b->waiting.count > 0) {
        const uint32_t rule = *GTI_VEC_AT(&b->waiting, uint32_t, --b->waiting.count);
        b->waits[rule] = false;
        good = good && look(b, RULE(b, rule));
    }
    return good;
}

bool gti_branching_begin(gti_branching *b)
{
    for (uint32_t i = 0; i < b->rules.count; i++)
        if (!wait(b, i))
            return false;
    return propagate(b);
}

bool gti_branching_restrict(gti_branching *b, uint32_t variable, uint64_t options)
{
    bool good = narrow(b, variable, options);

    return propagate(b) && good && !b->no_memory;
}

void gti_branching_undo(gti_branching *b, size_t trail)
{
    while (b->trail.count > trail) {
        const mark *was = GTI_VEC_AT(&b->trail, mark, --b->trail.count);
        b->domains[was->variable] = was->domain;
    }
}

/* ---- components */

uint64_t gti_branching_class(const gti_branching *b, uint32_t variable, uint64_t left)
{
    const uint64_t lowest = left & (~left + 1);
    uint32_t count;
    const uint32_t *rules = rules_of(b, variable, &count);
    uint64_t class = left;

    for (uint32_t i = 0; i < count; i++) {
        const gti_count *rule = RULE(b, rules[i]);
        if (!undecided(b, rule))
            continue;
        for (uint32_t k = 0; k < rule->count; k++) {
            const gti_atom *atom = ATOM(b, rule->first + k);
            if (atom->variable == variable)
                class &= (atom->options & lowest) != 0 ? atom->options : ~atom->options;
        }
    }
    return class;
}

void gti_branching_visit(gti_branching *b)
{
    if (++b->stamp != 0)
        return;
    memset(b->marks, 0, ((size_t)b->variables + 1) * sizeof *b->marks);
    b->stamp = 1;
}

/* Marks and appends the variables of the rule's open literals, if `variable` has one. */
static bool flood_rule(gti_branching *b, const gti_count *rule, uint32_t variable)
{
    bool through = false;

    for (uint32_t k = 0; !through && k < rule->count; k++)
        through = ATOM(b, rule->first + k)->variable == variable && is_open(b, ATOM(b, rule->first + k));
    if (!through || !undecided(b, rule))
        return true;
    for (uint32_t k = 0; k < rule->count; k++) {
        const gti_atom *atom = ATOM(b, rule->first + k);
        if (b->marks[atom->variable] == b->stamp || !is_open(b, atom))
            continue;
        b->marks[atom->variable] = b->stamp;
        if (!gti_vec_append(&b->allocator, &b->members, &atom->variable, 1))
            return false;
    }
    return true;
}

size_t gti_branching_flood(gti_branching *b, uint32_t start)
{
    const size_t first = b->members.count;
    bool good = true;

    if (b->marks[start] == b->stamp)
        return 0;
    b->marks[start] = b->stamp;
    good = gti_vec_append(&b->allocator, &b->members, &start, 1);
    for (size_t i = first; good && i < b->members.count; i++) {
        const uint32_t variable = MEMBER(b, i);
        uint32_t count;
        const uint32_t *rules = rules_of(b, variable, &count);
        for (uint32_t k = 0; good && k < count; k++)
            good = flood_rule(b, RULE(b, rules[k]), variable);
    }
    b->no_memory = b->no_memory || !good;
    return b->members.count - first;
}

/* How many undecided rules the variable is open in. */
static uint32_t degree(const gti_branching *b, uint32_t variable)
{
    uint32_t count, found = 0;
    const uint32_t *rules = rules_of(b, variable, &count);

    for (uint32_t i = 0; i < count; i++) {
        const gti_count *rule = RULE(b, rules[i]);
        bool open = false;
        for (uint32_t k = 0; !open && k < rule->count; k++)
            open = ATOM(b, rule->first + k)->variable == variable && is_open(b, ATOM(b, rule->first + k));
        found += open && undecided(b, rule);
    }
    return found;
}

/* The size of the largest piece of the members when one of them is taken out. */
static size_t largest_without(gti_branching *b, size_t first, size_t count, uint32_t variable)
{
    const size_t top = b->members.count;
    size_t largest = 0;

    gti_branching_visit(b);
    b->marks[variable] = b->stamp;
    for (size_t i = 0; i < count; i++) {
        size_t size = gti_branching_flood(b, MEMBER(b, first + i));
        if (size > largest)
            largest = size;
    }
    b->members.count = top;
    return largest;
}

/* The members of greatest degree, greatest first. */
static uint32_t list_candidates(const gti_branching *b, size_t first, size_t count, uint32_t *list, uint32_t most)
{
    uint32_t degrees[CANDIDATES], listed = 0;

    for (size_t i = 0; i < count; i++) {
        const uint32_t variable = MEMBER(b, first + i), found = degree(b, variable);
        uint32_t at = listed;
        while (at > 0 && degrees[at - 1] < found)
            at--;
        if (found == 0 || at >= most)
            continue;
        if (listed < most)
            listed++;
        for (uint32_t k = listed - 1; k > at; k--) {
            degrees[k] = degrees[k - 1];
            list[k] = list[k - 1];
        }
        degrees[at] = found;
        list[at] = variable;
    }
    return listed;
}

uint32_t gti_branching_choose(gti_branching *b, size_t first, size_t count)
{
    uint32_t list[CANDIDATES], best = UINT32_MAX;
    const uint32_t listed = list_candidates(b, first, count, list, count > LARGE ? CANDIDATES_LARGE : CANDIDATES);
    size_t smallest = SIZE_MAX;

    if (listed == 1)
        return list[0];
    for (uint32_t i = 0; i < listed; i++) {
        size_t largest = largest_without(b, first, count, list[i]);
        if (largest < smallest) {
            smallest = largest;
            best = list[i];
        }
    }
    return best;
}
