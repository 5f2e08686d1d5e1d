/* form.c: normal form of games: constants folded, duals worked in, quotas reduced (form.h). Uses build.h. */
#include "game/form.h"

#include "game/build.h"

#include <string.h>

static bool add_node(gti_form *form, gti_form_node node, uint32_t *number)
{
    gti_form_node *slot = gti_vec_push(&form->allocator, &form->nodes);
    if (slot == NULL)
        return false;
    *slot = node;
    *number = (uint32_t)form->nodes.count - 1;
    return true;
}

bool gti_form_init(gti_form *form, const gti_allocator *allocator, uint32_t members)
{
    uint32_t number;
    *form = (gti_form){.allocator = *allocator,
                       .members = members,
                       .nodes = GTI_VEC(gti_form_node),
                       .children = GTI_VEC(uint32_t),
                       .terms = GTI_VEC(gti_term)};
    return add_node(form, (gti_form_node){.kind = GTI_NEVER}, &number) && add_node(form, (gti_form_node){.kind = GTI_ALWAYS}, &number);
}

void gti_form_free(gti_form *form)
{
    gti_vec_free(&form->allocator, &form->nodes);
    gti_vec_free(&form->allocator, &form->children);
    gti_vec_free(&form->allocator, &form->terms);
}

uint32_t gti_form_member(gti_form *form, uint32_t member)
{
    uint32_t number;
    return add_node(form, (gti_form_node){.kind = GTI_MEMBER, .first = member, .need = 1}, &number) ? number : UINT32_MAX;
}

/* ---- Quotas */

static int by_member(const void *user, const void *a, const void *b)
{
    const gti_term *x = a, *y = b;
    (void)user;
    return (x->member > y->member) - (x->member < y->member);
}

static int by_weight(const void *user, const void *a, const void *b)
{
    const gti_term *x = a, *y = b;
    return x->weight != y->weight ? (x->weight < y->weight ? 1 : -1) : by_member(user, a, b);
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Adds up the weights of each member, no more than is needed. Sorted by member; how many are left. */
static uint32_t merge_terms(gti_term *terms, uint32_t count, uint64_t need)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (terms[i].weight == 0)
            continue;
        if (kept > 0 && terms[kept - 1].member == terms[i].member)
            terms[kept - 1].weight += terms[i].weight;
        else
            terms[kept++] = terms[i];
    }
    for (uint32_t i = 0; i < kept; i++)
        if (terms[i].weight > need)
            terms[i].weight = need;
    return kept;
}

uint32_t gti_form_quota(gti_form *form, uint64_t need, gti_term *terms, uint32_t count)
{
    gti_form_node node = {.kind = GTI_QUOTA, .first = (uint32_t)form->terms.count};
    uint64_t sum = 0, divisor = 0;
    uint32_t number;
    if (need == 0)
        return GTI_ALWAYS;
    if (!gti_sort(&form->allocator, terms, count, sizeof *terms, by_member, NULL))
        return UINT32_MAX;
    count = merge_terms(terms, count, need);
    for (uint32_t i = 0; i < count; i++) {
        sum = sum + terms[i].weight < sum ? UINT64_MAX : sum + terms[i].weight;
        divisor = common_divisor(terms[i].weight, divisor);
    }
    if (sum < need)
        return GTI_NEVER;
    if (count == 1)
        return gti_form_member(form, terms[0].member);
    for (uint32_t i = 0; i < count; i++)
        terms[i].weight /= divisor;
    node.need = need / divisor + (need % divisor != 0);
    node.count = count;
    if (!gti_sort(&form->allocator, terms, count, sizeof *terms, by_weight, NULL) ||
        !gti_vec_append(&form->allocator, &form->terms, terms, count) || !add_node(form, node, &number))
        return UINT32_MAX;
    return number;
}

uint64_t gti_form_weight(const gti_form *form, const gti_form_node *node)
{
    const gti_term *terms = gti_form_terms(form, node);
    uint64_t sum = 0;
    for (uint32_t i = 0; i < node->count; i++)
        sum += terms[i].weight;
    return sum;
}

/* ---- Gates */

typedef struct gate {
    gti_form *form;
    uint64_t need;
    gti_vec children; /* uint32_t */
    bool failed;
} gate;

static void take_child(gate *g, uint32_t child)
{
    if (child == GTI_ALWAYS)
        g->need -= g->need > 0;
    else if (child != GTI_NEVER && !gti_vec_append(&g->form->allocator, &g->children, &child, 1))
        g->failed = true;
}

/* Puts the children of an all_of within an all_of (or of an any_of within an any_of) in its place. */
static void flatten(gate *g)
{
    bool all = g->need == g->children.count;
    size_t count = g->children.count;
    for (size_t i = 0; i < count && !g->failed; i++) {
        uint32_t number = *GTI_VEC_AT(&g->children, uint32_t, i);
        gti_form_node child = *gti_form_at(g->form, number);
        if (child.kind != GTI_GATE || child.need != (all ? child.count : 1))
            continue;
        *GTI_VEC_AT(&g->children, uint32_t, i) = gti_form_children(g->form, &child)[0];
        for (uint32_t k = 1; k < child.count && !g->failed; k++)
            g->failed = !gti_vec_append(&g->form->allocator, &g->children, &gti_form_children(g->form, &child)[k], 1);
    }
    g->need = all ? g->children.count : 1;
}

typedef struct place { uint32_t key, kind, node; } place;

static int by_place(const void *user, const void *a, const void *b)
{
    const place *x = a, *y = b;
    (void)user;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

/* Takes repetitions out of all_of and any_of, where they mean nothing. */
static void drop_repeated(gate *g)
{
    const gti_allocator *allocator = &g->form->allocator;
    size_t count = g->children.count, kept = 0;
    place *places = gti_alloc_array(allocator, count, sizeof *places);
    bool all = g->need == count;
    for (size_t i = 0; places != NULL && i < count; i++) {
        uint32_t number = *GTI_VEC_AT(&g->children, uint32_t, i);
        const gti_form_node *node = gti_form_at(g->form, number);
        bool member = node->kind == GTI_MEMBER;
        places[i] = (place){.key = member ? node->first : number, .kind = member ? 0 : 1, .node = number};
    }
    g->failed = g->failed || places == NULL || !gti_sort(allocator, places, count, sizeof *places, by_place, NULL);
    for (size_t i = 0; !g->failed && i < count; i++)
        if (i == 0 || by_place(NULL, &places[i - 1], &places[i]) != 0)
            *GTI_VEC_AT(&g->children, uint32_t, kept++) = places[i].node;
    if (!g->failed)
        g->children.count = kept;
    g->need = all ? g->children.count : 1;
    gti_free(allocator, places, count * sizeof *places);
}

/* A gate of members alone is a quota. UINT32_MAX: no memory, and `failed` is set; GTI_NEVER: it is none. */
static uint32_t as_quota(gate *g)
{
    const gti_allocator *allocator = &g->form->allocator;
    size_t count = g->children.count;
    gti_term *terms;
    uint32_t number;
    for (size_t i = 0; i < count; i++)
        if (gti_form_at(g->form, *GTI_VEC_AT(&g->children, uint32_t, i))->kind != GTI_MEMBER)
            return GTI_NEVER;
    terms = gti_alloc_array(allocator, count, sizeof *terms);
    if (terms == NULL)
        return UINT32_MAX;
    for (size_t i = 0; i < count; i++)
        terms[i] = (gti_term){.weight = 1, .member = gti_form_at(g->form, *GTI_VEC_AT(&g->children, uint32_t, i))->first};
    number = gti_form_quota(g->form, g->need, terms, (uint32_t)count);
    gti_free(allocator, terms, count * sizeof *terms);
    return number;
}

static uint32_t finish_gate(gate *g)
{
    gti_form_node node = {.kind = GTI_GATE};
    uint32_t number;
    if (g->need == 0)
        return GTI_ALWAYS;
    if (g->need > g->children.count)
        return GTI_NEVER;
    if (g->need == g->children.count || g->need == 1) {
        flatten(g);
        if (!g->failed)
            drop_repeated(g);
    }
    if (g->failed)
        return UINT32_MAX;
    if (g->children.count == 1)
        return *GTI_VEC_AT(&g->children, uint32_t, 0);
    number = as_quota(g);
    if (number != GTI_NEVER)
        return number;
    node.need = g->need;
    node.count = (uint32_t)g->children.count;
    node.first = (uint32_t)g->form->children.count;
    if (!gti_vec_append(&g->form->allocator, &g->form->children, g->children.items, g->children.count))
        return UINT32_MAX;
    return add_node(g->form, node, &number) ? number : UINT32_MAX;
}

uint32_t gti_form_gate(gti_form *form, uint64_t need, const uint32_t *children, uint32_t count)
{
    gate g = {.form = form, .need = need, .children = GTI_VEC(uint32_t)};
    uint32_t number;
    for (uint32_t i = 0; i < count && !g.failed; i++)
        take_child(&g, children[i]);
    number = g.failed ? UINT32_MAX : finish_gate(&g);
    gti_vec_free(&form->allocator, &g.children);
    return number;
}

/* ---- From a game */

typedef struct making {
    gti_form *form;
    const gti_game *game;
    const unsigned char *known;
    uint32_t *done[2]; /* by dual: the form's node for each of the game's; UINT32_MAX: not yet */
} making;

static uint32_t make(making *m, uint32_t number, bool dual);

static uint32_t make_gate(making *m, const gti_game_node *node, bool dual)
{
    const gti_allocator *allocator = &m->form->allocator;
    uint64_t need = node->need;
    uint32_t *children, result = 0;
    if (dual)
        need = need > node->count ? 0 : node->count - need + 1;
    if (node->count == 0)
        return need == 0 ? GTI_ALWAYS : GTI_NEVER;
    children = gti_alloc_array(allocator, node->count, sizeof *children);
    if (children == NULL)
        return UINT32_MAX;
    for (uint32_t i = 0; i < node->count && result != UINT32_MAX; i++)
        result = children[i] = make(m, *GTI_VEC_AT(&m->game->children, uint32_t, node->first + i), dual);
    if (result != UINT32_MAX)
        result = gti_form_gate(m->form, need, children, node->count);
    gti_free(allocator, children, node->count * sizeof *children);
    return result;
}

static uint32_t known_of(const making *m, uint32_t member)
{
    return m->known == NULL ? GTI_FREE : m->known[member];
}

static uint32_t make_quota(making *m, const gti_game_node *node, bool dual)
{
    const gti_allocator *allocator = &m->form->allocator;
    uint64_t need = node->need, sum = 0;
    uint32_t kept = 0, result;
    gti_term *terms = gti_alloc_array(allocator, (size_t)node->count + 1, sizeof *terms);
    if (terms == NULL)
        return UINT32_MAX;
    for (uint32_t i = 0; i < node->count; i++)
        sum += *GTI_VEC_AT(&m->game->weights, uint64_t, node->weights + i);
    if (dual)
        need = need > sum ? 0 : sum - need + 1;
    for (uint32_t i = 0; i < node->count; i++) {
        gti_term term = {.weight = *GTI_VEC_AT(&m->game->weights, uint64_t, node->weights + i),
                         .member = *GTI_VEC_AT(&m->game->children, uint32_t, node->first + i)};
        uint32_t known = known_of(m, term.member);
        if (known == GTI_FREE)
            terms[kept++] = term;
        else if (known == GTI_IN)
            need = need > term.weight ? need - term.weight : 0;
    }
    result = gti_form_quota(m->form, need, terms, kept);
    gti_free(allocator, terms, ((size_t)node->count + 1) * sizeof *terms);
    return result;
}

static uint32_t make_member(making *m, uint32_t member)
{
    switch (known_of(m, member)) {
    case GTI_IN:
        return GTI_ALWAYS;
    case GTI_OUT:
        return GTI_NEVER;
    default:
        return gti_form_member(m->form, member);
    }
}

/* The recursion is as deep as the game, which is at most GTI_GAME_DEPTH. */
static uint32_t make(making *m, uint32_t number, bool dual)
{
    const gti_game_node *node = GTI_VEC_AT(&m->game->nodes, gti_game_node, number);
    uint32_t *done = &m->done[dual][number];
    if (*done != UINT32_MAX)
        return *done;
    switch (node->kind) {
    case GTI_NODE_MEMBER:
        *done = make_member(m, node->first);
        break;
    case GTI_NODE_AT_LEAST:
        *done = make_gate(m, node, dual);
        break;
    case GTI_NODE_QUOTA:
        *done = make_quota(m, node, dual);
        break;
    default:
        *done = make(m, node->first, !dual);
    }
    return *done;
}

bool gti_form_of_game(gti_form *form, const gti_game *game, bool dual, const unsigned char *known)
{
    size_t count = game->nodes.count, size = 2 * count * sizeof(uint32_t);
    making m = {.form = form, .game = game, .known = known};
    if (!gti_form_init(form, &game->allocator, game->members))
        return false;
    form->root = dual ? GTI_ALWAYS : GTI_NEVER;
    if (game->root == UINT32_MAX)
        return true;
    m.done[0] = gti_alloc(&game->allocator, size);
    if (m.done[0] == NULL)
        return false;
    memset(m.done[0], 0xFF, size);
    m.done[1] = m.done[0] + count;
    form->root = make(&m, game->root, dual);
    gti_free(&game->allocator, m.done[0], size);
    return form->root != UINT32_MAX;
}

/* ---- From a form */

typedef struct restricting {
    gti_form *to;
    const gti_form *from;
    uint32_t *done; /* the new node for each old one */
    uint32_t member;
    bool in;
} restricting;

static uint32_t restrict_gate(restricting *r, const gti_form_node *node)
{
    const gti_allocator *allocator = &r->to->allocator;
    uint32_t *children = gti_alloc_array(allocator, node->count, sizeof *children), result;
    if (children == NULL)
        return UINT32_MAX;
    for (uint32_t i = 0; i < node->count; i++)
        children[i] = r->done[gti_form_children(r->from, node)[i]];
    result = gti_form_gate(r->to, node->need, children, node->count);
    gti_free(allocator, children, node->count * sizeof *children);
    return result;
}

static uint32_t restrict_quota(restricting *r, const gti_form_node *node)
{
    const gti_allocator *allocator = &r->to->allocator;
    const gti_term *from = gti_form_terms(r->from, node);
    gti_term *terms = gti_alloc_array(allocator, node->count, sizeof *terms);
    uint64_t need = node->need;
    uint32_t kept = 0, result;
    if (terms == NULL)
        return UINT32_MAX;
    for (uint32_t i = 0; i < node->count; i++) {
        if (from[i].member != r->member)
            terms[kept++] = from[i];
        else if (r->in)
            need = need > from[i].weight ? need - from[i].weight : 0;
    }
    result = gti_form_quota(r->to, need, terms, kept);
    gti_free(allocator, terms, node->count * sizeof *terms);
    return result;
}

static uint32_t restrict_node(restricting *r, uint32_t number)
{
    const gti_form_node *node = gti_form_at(r->from, number);
    switch (node->kind) {
    case GTI_MEMBER:
        if (node->first == r->member)
            return r->in ? GTI_ALWAYS : GTI_NEVER;
        return gti_form_member(r->to, node->first);
    case GTI_GATE:
        return restrict_gate(r, node);
    case GTI_QUOTA:
        return restrict_quota(r, node);
    default:
        return number;
    }
}

bool gti_form_restrict(gti_form *form, const gti_form *from, uint32_t root, uint32_t member, bool in)
{
    const gti_allocator *allocator = &from->allocator;
    size_t count = from->nodes.count;
    unsigned char *used = gti_alloc_zero(allocator, count);
    restricting r = {.to = form, .from = from, .member = member, .in = in};
    bool good = gti_form_init(form, allocator, from->members) && used != NULL;
    r.done = good ? gti_alloc_array(allocator, count, sizeof *r.done) : NULL;
    good = r.done != NULL;
    if (good)
        gti_form_used(from, root, used);
    for (uint32_t i = 0; good && i <= root; i++)
        if (used[i])
            good = (r.done[i] = restrict_node(&r, i)) != UINT32_MAX;
    if (good)
        form->root = r.done[root];
    gti_free(allocator, r.done, count * sizeof *r.done);
    gti_free(allocator, used, count);
    return good;
}

void gti_form_used(const gti_form *form, uint32_t root, unsigned char *used)
{
    used[root] = 1;
    for (uint32_t i = root + 1; i-- > 0;) {
        const gti_form_node *node = gti_form_at(form, i);
        if (used[i] && node->kind == GTI_GATE)
            for (uint32_t k = 0; k < node->count; k++)
                used[gti_form_children(form, node)[k]] = 1;
    }
}
