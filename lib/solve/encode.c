/* encode.c: a problem as clauses of the kernel (encode.h). Uses formula.h. */
#include "solve/encode.h"

#define PAIRWISE 8u /* more classes than these exclude each other along a chain */

/* ---- classes of options */

/* Splits the classes from `first` on by the options of an atom. */
static bool split(gti_encoding *encoding, gti_vec *own, uint64_t options)
{
    size_t count = own->count;
    for (size_t i = 0; i < count; i++) {
        uint64_t all = *GTI_VEC_AT(own, uint64_t, i), in = all & options;
        if (in == 0 || in == all)
            continue;
        uint64_t *rest = gti_vec_push(&encoding->formula.allocator, own);
        if (rest == NULL)
            return false;
        *rest = all & ~options;
        *GTI_VEC_AT(own, uint64_t, i) = in;
    }
    return true;
}

/* Atoms by unknown: `begin[u]` to `begin[u + 1]` in `masks`. */
typedef struct occurrences {
    gti_vec begin; /* uint32_t */
    gti_vec masks; /* uint64_t */
} occurrences;

static bool used(const gti_encoding *encoding, uint32_t group)
{
    return group == GTI_SOLVE_HARD || gti_encoding_selector(encoding, group) != 0;
}

/* Calls for each atom that the question is about. */
static void each_atom(const gti_encoding *encoding, void (*call)(void *user, gti_atom atom), void *user)
{
    const gti_problem *problem = encoding->problem;
    for (size_t i = 0; i < problem->clauses.count; i++) {
        const gti_clause_span *clause = GTI_VEC_AT(&problem->clauses, gti_clause_span, i);
        for (uint32_t k = 0; k < clause->count && used(encoding, clause->group); k++)
            call(user, *GTI_VEC_AT(&problem->literals, gti_atom, clause->first + k));
    }
    for (size_t i = 0; i < problem->counts.count; i++) {
        const gti_count *count = GTI_VEC_AT(&problem->counts, gti_count, i);
        for (uint32_t k = 0; k < count->count; k++)
            call(user, *GTI_VEC_AT(&problem->literals, gti_atom, count->first + k));
    }
}

static void tally(void *user, gti_atom atom)
{
    ++*GTI_VEC_AT(&((occurrences *)user)->begin, uint32_t, atom.variable);
}

static void file(void *user, gti_atom atom)
{
    occurrences *found = user;
    *GTI_VEC_AT(&found->masks, uint64_t, --*GTI_VEC_AT(&found->begin, uint32_t, atom.variable)) = atom.options;
}

static bool gather(const gti_encoding *encoding, occurrences *found)
{
    const gti_allocator *allocator = &encoding->formula.allocator;
    size_t unknowns = encoding->problem->variables.count;
    uint32_t sum = 0;
    for (size_t u = 0; u <= unknowns; u++)
        if (gti_vec_push(allocator, &found->begin) == NULL)
            return false;
    each_atom(encoding, tally, found);
    for (size_t u = 0; u <= unknowns; u++) {
        sum += *GTI_VEC_AT(&found->begin, uint32_t, u);
        *GTI_VEC_AT(&found->begin, uint32_t, u) = sum;
    }
    if (sum > 0 && !gti_vec_reserve(allocator, &found->masks, sum))
        return false;
    found->masks.count = sum;
    each_atom(encoding, file, found);
    return true;
}

/* The literals of an unknown's classes; all but the preferred one are tried false first. */
static bool literals_of(gti_encoding *encoding, const gti_unknown *unknown, const gti_vec *own)
{
    gti_formula *formula = &encoding->formula;
    int32_t only = own->count == 2 ? gti_formula_fresh(formula) : 0;
    for (size_t i = 0; i < own->count; i++) {
        gti_class *made = gti_vec_push(&formula->allocator, &encoding->classes);
        if (made == NULL)
            return false;
        made->options = *GTI_VEC_AT(own, uint64_t, i);
        made->literal = own->count == 1 ? 0 : own->count == 2 ? (i == 0 ? only : -only) : gti_formula_fresh(formula);
        if (made->literal != 0 && unknown->preferred < 64 && (made->options >> unknown->preferred & 1u) != 0 &&
            !gti_sat_set_phase(formula->sat, made->literal))
            return false;
    }
    return true;
}

static bool classify(gti_encoding *encoding)
{
    const gti_allocator *allocator = &encoding->formula.allocator;
    const gti_problem *problem = encoding->problem;
    occurrences found = {.begin = GTI_VEC(uint32_t), .masks = GTI_VEC(uint64_t)};
    gti_vec own = GTI_VEC(uint64_t);
    bool good = gather(encoding, &found);
    for (size_t u = 0; u <= problem->variables.count && good; u++) {
        uint32_t *first = gti_vec_push(allocator, &encoding->first);
        if ((good = first != NULL) && (*first = (uint32_t)encoding->classes.count, u < problem->variables.count)) {
            const gti_unknown *unknown = GTI_VEC_AT(&problem->variables, gti_unknown, u);
            gti_vec_clear(&own);
            good = unknown->domain == 0 || gti_vec_append(allocator, &own, &unknown->domain, 1);
            for (uint32_t i = *GTI_VEC_AT(&found.begin, uint32_t, u); good && i < *GTI_VEC_AT(&found.begin, uint32_t, u + 1); i++)
                good = split(encoding, &own, *GTI_VEC_AT(&found.masks, uint64_t, i));
            good = good && literals_of(encoding, unknown, &own);
        }
    }
    gti_vec_free(allocator, &found.begin);
    gti_vec_free(allocator, &found.masks);
    gti_vec_free(allocator, &own);
    return good;
}

/* ---- clauses */

/* Along the chain of `before`: some class up to here is taken; then none behind is. */
static void exclude_in_chain(gti_formula *formula, const gti_class *classes, uint32_t count)
{
    int32_t before = classes[0].literal;
    for (uint32_t i = 1; i < count; i++) {
        int32_t up_to = gti_formula_fresh(formula);
        gti_formula_clause2(formula, -before, -classes[i].literal);
        gti_formula_clause2(formula, -before, up_to);
        gti_formula_clause2(formula, -classes[i].literal, up_to);
        before = up_to;
    }
}

static void add_literal(gti_encoding *encoding, int32_t literal)
{
    int32_t *slot = gti_vec_push(&encoding->formula.allocator, &encoding->scratch);
    if (slot == NULL)
        encoding->formula.failed = true;
    else
        *slot = literal;
}

static void finish_clause(gti_encoding *encoding)
{
    gti_formula_clause(&encoding->formula, encoding->scratch.items, encoding->scratch.count);
    gti_vec_clear(&encoding->scratch);
}

static void one_of_each(gti_encoding *encoding, uint32_t unknown)
{
    uint32_t count;
    const gti_class *classes = gti_encoding_classes(encoding, unknown, &count);
    if (count == 1 || count == 2)
        return;
    for (uint32_t i = 0; i < count; i++)
        add_literal(encoding, classes[i].literal);
    finish_clause(encoding);
    if (count > PAIRWISE) {
        exclude_in_chain(&encoding->formula, classes, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < i; k++)
            gti_formula_clause2(&encoding->formula, -classes[i].literal, -classes[k].literal);
}

/* Adds literals of which one is true if the atom is. true: it always is. */
static bool add_atom(gti_encoding *encoding, gti_atom atom)
{
    uint32_t count, in = 0;
    const gti_class *classes = gti_encoding_classes(encoding, atom.variable, &count);
    for (uint32_t i = 0; i < count; i++)
        in += (classes[i].options & atom.options) != 0;
    if (in == count)
        return count > 0;
    for (uint32_t i = 0; i < count; i++) {
        bool inside = (classes[i].options & atom.options) != 0;
        if (inside && in + 1 < count)
            add_literal(encoding, classes[i].literal);
        else if (!inside && in > 0 && in + 1 == count)
            add_literal(encoding, -classes[i].literal);
    }
    return false;
}

static void add_clause(gti_encoding *encoding, const gti_clause_span *clause)
{
    bool always = false;
    if (clause->group != GTI_SOLVE_HARD)
        add_literal(encoding, -gti_encoding_selector(encoding, clause->group));
    for (uint32_t k = 0; k < clause->count; k++)
        always = add_atom(encoding, *GTI_VEC_AT(&encoding->problem->literals, gti_atom, clause->first + k)) || always;
    if (always)
        gti_vec_clear(&encoding->scratch);
    else
        finish_clause(encoding);
}

/* A literal that is true just if the atom is: of the literals from `from` on in the scratch, made one. */
static void unite(gti_encoding *encoding, size_t from)
{
    gti_formula *formula = &encoding->formula;
    size_t count = encoding->scratch.count - from;
    const int32_t *literals = GTI_VEC_AT(&encoding->scratch, int32_t, from);
    int32_t whole;
    if (count == 1)
        return;
    whole = gti_formula_fresh(formula);
    for (size_t i = 0; i < count; i++)
        gti_formula_clause2(formula, -literals[i], whole);
    add_literal(encoding, -whole);
    gti_formula_clause(formula, GTI_VEC_AT(&encoding->scratch, int32_t, from), encoding->scratch.count - from);
    encoding->scratch.count = from;
    add_literal(encoding, whole);
}

static uint32_t less(uint32_t a, uint32_t b)
{
    return a < b ? 0 : a - b;
}

static void add_count(gti_encoding *encoding, const gti_count *count)
{
    uint32_t always = 0, from;
    for (uint32_t k = 0; k < count->count && !encoding->formula.failed; k++) {
        from = (uint32_t)encoding->scratch.count;
        if (add_atom(encoding, *GTI_VEC_AT(&encoding->problem->literals, gti_atom, count->first + k)))
            always++;
        else if (encoding->scratch.count > from)
            unite(encoding, from);
    }
    if (always > count->at_most || count->at_least > count->at_most)
        gti_formula_clause(&encoding->formula, NULL, 0);
    else
        gti_formula_between(&encoding->formula, encoding->scratch.items, encoding->scratch.count, less(count->at_least, always),
                            count->at_most - always);
    gti_vec_clear(&encoding->scratch);
}

static void add_cap(gti_encoding *encoding, const gti_cap *cap)
{
    const gti_problem *problem = encoding->problem;
    for (uint32_t g = 1; g < problem->groups.count; g++) {
        const gti_group *group = GTI_VEC_AT(&problem->groups, gti_group, g);
        if (group->party == cap->party && group->level == 0 && used(encoding, g))
            add_literal(encoding, -gti_encoding_selector(encoding, g));
    }
    gti_formula_between(&encoding->formula, encoding->scratch.items, encoding->scratch.count, 0, cap->at_most);
    gti_vec_clear(&encoding->scratch);
}

/* ---- the whole */

static bool number_groups(gti_encoding *encoding, bool only_optional)
{
    const gti_problem *problem = encoding->problem;
    for (uint32_t g = 0; g < problem->groups.count; g++) {
        int32_t *selector = gti_vec_push(&encoding->formula.allocator, &encoding->selectors);
        uint32_t *place;
        if (selector == NULL)
            return false;
        if (g == GTI_SOLVE_HARD || (only_optional && !GTI_VEC_AT(&problem->groups, gti_group, g)->optional))
            continue;
        if ((place = gti_vec_push(&encoding->formula.allocator, &encoding->order)) == NULL)
            return false;
        *place = g;
        *selector = gti_formula_fresh(&encoding->formula);
    }
    return true;
}

static void add_all(gti_encoding *encoding)
{
    const gti_problem *problem = encoding->problem;
    for (uint32_t u = 0; u < problem->variables.count; u++)
        one_of_each(encoding, u);
    for (size_t i = 0; i < problem->clauses.count; i++)
        if (used(encoding, GTI_VEC_AT(&problem->clauses, gti_clause_span, i)->group))
            add_clause(encoding, GTI_VEC_AT(&problem->clauses, gti_clause_span, i));
    for (size_t i = 0; i < problem->counts.count; i++)
        add_count(encoding, GTI_VEC_AT(&problem->counts, gti_count, i));
    for (size_t i = 0; i < problem->caps.count; i++)
        add_cap(encoding, GTI_VEC_AT(&problem->caps, gti_cap, i));
}

gti_encoding *gti_encoding_new(const gti_problem *problem, bool only_optional)
{
    gti_encoding *encoding = gti_alloc_zero(&problem->allocator, sizeof *encoding);
    if (encoding == NULL)
        return NULL;
    encoding->problem = problem;
    encoding->classes = GTI_VEC(gti_class);
    encoding->first = GTI_VEC(uint32_t);
    encoding->selectors = GTI_VEC(int32_t);
    encoding->order = GTI_VEC(uint32_t);
    encoding->scratch = GTI_VEC(int32_t);
    if (!gti_formula_init(&encoding->formula, &problem->allocator) || !number_groups(encoding, only_optional) || !classify(encoding) ||
        !gti_encoding_band(encoding)) {
        gti_encoding_free(encoding);
        return NULL;
    }
    add_all(encoding);
    if (encoding->formula.failed) {
        gti_encoding_free(encoding);
        return NULL;
    }
    return encoding;
}

void gti_encoding_free(gti_encoding *encoding)
{
    if (encoding == NULL)
        return;
    gti_allocator allocator = encoding->problem->allocator;
    gti_formula_free(&encoding->formula);
    gti_vec_free(&allocator, &encoding->classes);
    gti_vec_free(&allocator, &encoding->first);
    gti_vec_free(&allocator, &encoding->selectors);
    gti_vec_free(&allocator, &encoding->order);
    gti_vec_free(&allocator, &encoding->scratch);
    gti_free(&allocator, encoding, sizeof *encoding);
}

static uint32_t lowest(uint64_t options)
{
    uint32_t option = 0;
    while (option < 64 && (options >> option & 1u) == 0)
        option++;
    return option;
}

void gti_encoding_options(const gti_encoding *encoding, uint32_t *options)
{
    for (uint32_t u = 0; u < encoding->problem->variables.count; u++) {
        uint32_t count, preferred = GTI_VEC_AT(&encoding->problem->variables, gti_unknown, u)->preferred;
        const gti_class *classes = gti_encoding_classes(encoding, u, &count);
        for (uint32_t i = 0; i < count; i++)
            if (classes[i].literal == 0 || gti_sat_val(encoding->formula.sat, classes[i].literal) == classes[i].literal)
                options[u] = preferred < 64 && (classes[i].options >> preferred & 1u) != 0 ? preferred : lowest(classes[i].options);
    }
}
