/* support.c: what every core looks like from near by, as clauses of the map (support.h). Uses encode.h. */
#include "solve/support.h"

typedef struct supports {
    const gti_encoding *encoding;
    const gti_problem *problem;
    gti_formula *map;
    gti_vec begin;  /* uint32_t by unknown: its first use */
    gti_vec uses;   /* use */
    gti_vec fixed;  /* uint64_t by unknown: options that something hard speaks of; all, if it is in a count */
    gti_vec clause; /* int32_t: scratch */
} supports;

/* An atom of an optional group's clause. */
typedef struct use {
    uint64_t options;
    uint32_t group, clause;
} use;

static const gti_clause_span *clause_at(const supports *s, uint32_t clause)
{
    return GTI_VEC_AT(&s->problem->clauses, gti_clause_span, clause);
}

static gti_atom atom_at(const supports *s, uint32_t atom)
{
    return *GTI_VEC_AT(&s->problem->literals, gti_atom, atom);
}

static bool asked(const supports *s, uint32_t group)
{
    return gti_encoding_selector(s->encoding, group) != 0;
}

static bool room(supports *s)
{
    const gti_allocator *allocator = &s->map->allocator;
    size_t unknowns = s->problem->variables.count, atoms = s->problem->literals.count;
    if (!gti_vec_reserve(allocator, &s->begin, unknowns + 1) || !gti_vec_reserve(allocator, &s->uses, atoms + 1) ||
        !gti_vec_reserve(allocator, &s->fixed, unknowns + 1))
        return false;
    for (size_t u = 0; u <= unknowns; u++) {
        *GTI_VEC_AT(&s->begin, uint32_t, u) = 0;
        *GTI_VEC_AT(&s->fixed, uint64_t, u) = 0;
    }
    return true;
}

/* What is hard can be falsified by any option outside of it. */
static void note_hard(supports *s)
{
    for (uint32_t c = 0; c < s->problem->clauses.count; c++)
        for (uint32_t k = 0; k < clause_at(s, c)->count && clause_at(s, c)->group == GTI_SOLVE_HARD; k++) {
            gti_atom atom = atom_at(s, clause_at(s, c)->first + k);
            *GTI_VEC_AT(&s->fixed, uint64_t, atom.variable) |= ~atom.options;
        }
    for (size_t i = 0; i < s->problem->counts.count; i++) {
        const gti_count *count = GTI_VEC_AT(&s->problem->counts, gti_count, i);
        for (uint32_t k = 0; k < count->count; k++)
            *GTI_VEC_AT(&s->fixed, uint64_t, atom_at(s, count->first + k).variable) = UINT64_MAX;
    }
}

static void index_uses(supports *s)
{
    uint32_t sum = 0;
    for (uint32_t c = 0; c < s->problem->clauses.count; c++)
        for (uint32_t k = 0; k < clause_at(s, c)->count && asked(s, clause_at(s, c)->group); k++)
            ++*GTI_VEC_AT(&s->begin, uint32_t, atom_at(s, clause_at(s, c)->first + k).variable);
    for (size_t u = 0; u <= s->problem->variables.count; u++)
        *GTI_VEC_AT(&s->begin, uint32_t, u) = sum += *GTI_VEC_AT(&s->begin, uint32_t, u);
    for (uint32_t c = 0; c < s->problem->clauses.count; c++)
        for (uint32_t k = 0; k < clause_at(s, c)->count && asked(s, clause_at(s, c)->group); k++) {
            gti_atom atom = atom_at(s, clause_at(s, c)->first + k);
            *GTI_VEC_AT(&s->uses, use, --*GTI_VEC_AT(&s->begin, uint32_t, atom.variable)) =
                (use){.options = atom.options, .group = clause_at(s, c)->group, .clause = c};
        }
}

static void push(supports *s, int32_t literal)
{
    s->map->failed = !gti_vec_append(&s->map->allocator, &s->clause, &literal, 1) || s->map->failed;
}

/* If the clause's group is in the core, an option w that makes this atom true must falsify another clause there, one
 * that an option outside of the atom makes true. */
static void add_support(supports *s, uint32_t c, gti_atom atom, uint64_t class)
{
    uint32_t end = *GTI_VEC_AT(&s->begin, uint32_t, atom.variable + 1);
    uint64_t domain = GTI_VEC_AT(&s->problem->variables, gti_unknown, atom.variable)->domain;
    gti_vec_clear(&s->clause);
    push(s, -(int32_t)clause_at(s, c)->group);
    for (uint32_t i = *GTI_VEC_AT(&s->begin, uint32_t, atom.variable); i < end; i++) {
        const use *other = GTI_VEC_AT(&s->uses, use, i);
        if (other->clause == c || (other->options & class) != 0)
            continue;
        if ((other->options & domain & ~atom.options) != 0)
            push(s, (int32_t)other->group);
    }
    gti_formula_clause(s->map, s->clause.items, s->clause.count);
}

static void add_clause(supports *s, uint32_t c)
{
    for (uint32_t k = 0; k < clause_at(s, c)->count; k++) {
        gti_atom atom = atom_at(s, clause_at(s, c)->first + k);
        uint32_t first = *GTI_VEC_AT(&s->encoding->first, uint32_t, atom.variable);
        uint32_t end = *GTI_VEC_AT(&s->encoding->first, uint32_t, atom.variable + 1);
        for (; first < end; first++) {
            uint64_t class = GTI_VEC_AT(&s->encoding->classes, gti_class, first)->options;
            if ((class & atom.options) != 0 && (class & *GTI_VEC_AT(&s->fixed, uint64_t, atom.variable)) == 0)
                add_support(s, c, atom, class);
        }
    }
}

/* Groups of one clause. Of several, any one may be falsified in another's place, which says little. */
static bool add_groups(supports *s)
{
    const gti_allocator *allocator = &s->map->allocator;
    gti_vec counts = GTI_VEC(uint32_t); /* clauses by group */
    bool good = gti_vec_reserve(allocator, &counts, s->problem->groups.count);
    for (size_t g = 0; g < s->problem->groups.count && good; g++)
        *GTI_VEC_AT(&counts, uint32_t, g) = 0;
    for (uint32_t c = 0; c < s->problem->clauses.count && good; c++)
        ++*GTI_VEC_AT(&counts, uint32_t, clause_at(s, c)->group);
    for (uint32_t c = 0; c < s->problem->clauses.count && good; c++) {
        uint32_t group = clause_at(s, c)->group;
        if (asked(s, group) && *GTI_VEC_AT(&counts, uint32_t, group) == 1)
            add_clause(s, c);
    }
    gti_vec_free(allocator, &counts);
    return good;
}

bool gti_support_clauses(const gti_encoding *encoding, gti_formula *map)
{
    const gti_allocator *allocator = &map->allocator;
    supports s = {.encoding = encoding, .problem = encoding->problem, .map = map, .begin = GTI_VEC(uint32_t), .uses = GTI_VEC(use),
                  .fixed = GTI_VEC(uint64_t), .clause = GTI_VEC(int32_t)};
    bool good = s.problem->caps.count > 0 || room(&s);
    if (good && s.problem->caps.count == 0) {
        note_hard(&s);
        index_uses(&s);
        good = add_groups(&s) && !map->failed;
    }
    gti_vec_free(allocator, &s.begin);
    gti_vec_free(allocator, &s.uses);
    gti_vec_free(allocator, &s.fixed);
    gti_vec_free(allocator, &s.clause);
    return good;
}
