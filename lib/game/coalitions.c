/* coalitions.c: minimal coalitions one by one, smallest first (game.h). The family of them is a zero-suppressed diagram (family.c); each node knows
 * the sizes of the coalitions below it, so that the walk to the next one never meets a dead end: O(members) for each. A quota whose diagram would
 * be large is searched instead (listing.c), with nothing to be made before the first one. */
#include "game/build.h"
#include "game/listing.h"
#include "game/plan.h"

#include <string.h>

#define LISTED_NODES 5e4           /* a quota with a larger diagram is searched */
#define COUNT_OPERATIONS 500000000 /* what counting those of such a quota may take, if the budget allows as much */

/* A node at which the walk took the member and can still leave it out. */
typedef struct turn { uint32_t node, left, taken; } turn;

struct gti_coalitions {
    gti_allocator allocator;
    gti_work work;
    gti_drawing *drawing; /* the order of members; its diagram is given back once the family is made */
    gti_diagram family;
    uint32_t members, levels, root;
    size_t size_words;    /* words in a set of sizes */
    uint64_t *sizes;      /* by node of the family: the sizes of coalitions below it, as bits */
    size_t sizes_bytes;
    turn *turns;
    uint32_t turn_count;
    uint32_t *taken;      /* members taken so far */
    uint32_t taken_count;
    uint32_t size;        /* of the coalitions now given */
    bool walking;
    uint64_t *words;      /* the current one */
    gti_form form;        /* of a quota that is searched */
    bool listed;
    gti_listing listing;
};

static const uint64_t *sizes_of(const gti_coalitions *c, uint32_t node)
{
    return c->sizes + (size_t)node * c->size_words;
}

static bool has_size(const gti_coalitions *c, uint32_t node, uint32_t size)
{
    return gti_coalition_has(sizes_of(c, node), size);
}

/* The sizes below a node: those without its member, and one more than those with it. */
static void join_sizes(const gti_coalitions *c, uint32_t node)
{
    const gti_diagram_node *at = gti_diagram_at(&c->family, node);
    const uint64_t *low = sizes_of(c, at->low), *high = sizes_of(c, at->high);
    uint64_t *sizes = c->sizes + (size_t)node * c->size_words, carry = 0;
    for (size_t i = 0; i < c->size_words; i++) {
        sizes[i] = low[i] | high[i] << 1 | carry;
        carry = high[i] >> 63;
    }
}

static gtee_status make_sizes(gti_coalitions *c)
{
    size_t nodes = c->family.nodes.count;
    c->size_words = c->levels / 64 + 1;
    c->sizes_bytes = nodes * c->size_words * sizeof *c->sizes;
    if (c->sizes_bytes > c->work.bytes)
        return GTEE_ERROR_LIMIT;
    c->sizes = gti_alloc_zero(&c->allocator, c->sizes_bytes);
    if (c->sizes == NULL)
        return GTEE_ERROR_MEMORY;
    c->sizes[c->size_words] = 1; /* the coalition of nobody, at the end 1 */
    for (size_t i = 2; i < nodes; i++)
        join_sizes(c, (uint32_t)i);
    return GTEE_OK;
}

static gtee_status make_walk(gti_coalitions *c)
{
    size_t words = ((size_t)c->members + 63) / 64 + 1;
    c->turns = gti_alloc_array(&c->allocator, (size_t)c->levels + 1, sizeof *c->turns);
    c->taken = gti_alloc_array(&c->allocator, (size_t)c->levels + 1, sizeof *c->taken);
    c->words = gti_alloc_array(&c->allocator, words, sizeof *c->words);
    return c->turns != NULL && c->taken != NULL && c->words != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status make_listing(gti_coalitions *c, const gti_form_node *quota)
{
    c->listed = true;
    gti_work_plan(&c->work, GTI_METHOD_ENUMERATION, (double)quota->count, (double)quota->count * 4 * sizeof(uint64_t));
    if (gti_work_affordable(&c->work) != GTEE_OK)
        return GTEE_ERROR_LIMIT;
    return gti_listing_init(&c->listing, &c->form, quota) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status make_family(gti_coalitions *c, const gti_form *form)
{
    const gti_form_node *root = gti_form_at(form, form->root);
    gtee_status status;
    if (root->kind == GTI_QUOTA && gti_quota_nodes(root) > LISTED_NODES)
        return make_listing(c, root);
    status = gti_drawing_new(&c->work, form, form->root, &c->drawing);
    if (status != GTEE_OK)
        return status;
    c->levels = c->drawing->levels;
    c->root = GTI_NO_NODE;
    if (gti_diagram_init(&c->family, &c->work, c->levels, true))
        c->root = gti_minimal_family(&c->family, &c->drawing->d, c->drawing->root);
    status = c->family.status != GTEE_OK ? c->family.status : c->drawing->d.status;
    gti_work_plan(&c->work, GTI_METHOD_DIAGRAM, (double)c->family.nodes.count * 60, (double)c->work.held);
    gti_diagram_free(&c->drawing->d);
    return status;
}

/* Who is in already, and who cannot be. */
static void known_members(const gti_game *game, const uint64_t *among, const uint64_t *given, unsigned char *known)
{
    for (uint32_t m = 0; m < game->members; m++) {
        known[m] = among == NULL || gti_coalition_has(among, m) ? GTI_FREE : GTI_OUT;
        if (given != NULL && gti_coalition_has(given, m))
            known[m] = GTI_IN;
    }
}

gtee_status gti_coalitions_new(const gti_game *game, uint32_t which, const uint64_t *among, const uint64_t *given, const gti_effort *effort,
                               gti_coalitions **coalitions, gti_account *account)
{
    gti_coalitions *c = gti_alloc_zero(&game->allocator, sizeof *c);
    unsigned char *known = gti_alloc_zero(&game->allocator, (size_t)game->members + 1);
    gtee_status status = c != NULL && known != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    *coalitions = NULL;
    if (c != NULL)
        c->allocator = game->allocator;
    if (status == GTEE_OK && which > GTI_MINIMAL_BLOCKING)
        status = GTEE_ERROR_ARGUMENT;
    if (status == GTEE_OK) {
        c->members = game->members;
        gti_work_init(&c->work, &game->allocator, effort);
        known_members(game, among, given, known);
        status = gti_form_of_game(&c->form, game, which == GTI_MINIMAL_BLOCKING, known) ? make_family(c, &c->form) : GTEE_ERROR_MEMORY;
        if (account != NULL)
            *account = c->work.account;
    }
    if (status == GTEE_OK && !c->listed)
        status = make_sizes(c);
    if (status == GTEE_OK)
        status = make_walk(c);
    gti_free(&game->allocator, known, (size_t)game->members + 1);
    if (status == GTEE_OK)
        *coalitions = c;
    else
        gti_coalitions_free(c);
    return status;
}

void gti_coalitions_free(gti_coalitions *c)
{
    gti_allocator allocator;
    if (c == NULL)
        return;
    allocator = c->allocator;
    gti_listing_free(&c->listing, &allocator);
    gti_form_free(&c->form);
    gti_diagram_free(&c->family);
    gti_drawing_free(&c->work, c->drawing, c->members);
    gti_free(&allocator, c->sizes, c->sizes_bytes);
    gti_free(&allocator, c->turns, ((size_t)c->levels + 1) * sizeof *c->turns);
    gti_free(&allocator, c->taken, ((size_t)c->levels + 1) * sizeof *c->taken);
    gti_free(&allocator, c->words, (((size_t)c->members + 63) / 64 + 1) * sizeof *c->words);
    gti_free(&allocator, c, sizeof *c);
}

/* From a node on, with so many members to take: members first, low branches only where there is no other way. */
static const uint64_t *descend(gti_coalitions *c, uint32_t node, uint32_t left)
{
    while (node > 1) {
        const gti_diagram_node *at = gti_diagram_at(&c->family, node);
        uint32_t member = c->drawing->members[at->level];
        if (left == 0 || !has_size(c, at->high, left - 1)) {
            node = at->low;
            continue;
        }
        if (has_size(c, at->low, left))
            c->turns[c->turn_count++] = (turn){.node = at->low, .left = left, .taken = c->taken_count};
        c->taken[c->taken_count++] = member;
        gti_coalition_put(c->words, member, true);
        node = at->high;
        left--;
    }
    return c->words;
}

/* The first coalition of the next size that there is. */
static const uint64_t *next_size(gti_coalitions *c)
{
    while (c->taken_count > 0)
        gti_coalition_put(c->words, c->taken[--c->taken_count], false);
    for (uint32_t size = c->walking ? c->size + 1 : 0; size <= c->levels; size++)
        if (has_size(c, c->root, size)) {
            c->walking = true;
            c->size = size;
            return descend(c, c->root, size);
        }
    c->walking = true;
    c->size = c->levels;
    return NULL;
}

const uint64_t *gti_coalitions_next(gti_coalitions *c)
{
    turn at;
    if (c->listed)
        return gti_listing_next(&c->listing, c->words) ? c->words : NULL;
    if (c->turn_count == 0)
        return next_size(c);
    at = c->turns[--c->turn_count];
    while (c->taken_count > at.taken)
        gti_coalition_put(c->words, c->taken[--c->taken_count], false);
    return descend(c, at.node, at.left);
}

uint32_t gti_coalitions_size(const gti_coalitions *c)
{
    return c->listed ? c->listing.size : c->size;
}

uint32_t gti_coalitions_least(const gti_coalitions *c)
{
    if (c->listed)
        return gti_listing_least(&c->listing);
    for (uint32_t size = 0; size <= c->levels; size++)
        if (has_size(c, c->root, size))
            return size;
    return UINT32_MAX;
}

/* By generating functions, if that is not much. */
static gtee_status count_listed(const gti_coalitions *c, gti_natural *count)
{
    const gti_form_node *quota = gti_form_at(&c->form, c->form.root);
    gti_weights_cost cost = gti_weights_estimate(&c->form, quota, GTI_MINIMAL, true, false);
    gti_work work = c->work;
    gti_profile profile;
    gtee_status status = GTEE_ERROR_MEMORY;
    if (cost.operations > COUNT_OPERATIONS || cost.operations > (double)work.operations || cost.bytes > (double)work.bytes)
        return GTEE_ERROR_LIMIT;
    if (gti_profile_init(&profile, &c->allocator, GTI_MINIMAL, true, quota->count, quota->count / GTI_LIMB_BITS + 1))
        status = gti_weights_minimal(&work, &c->form, quota, &profile);
    for (size_t s = 1; s < profile.length && status == GTEE_OK; s++)
        gti_limbs_add(profile.total, gti_profile_total(&profile, s), profile.width);
    if (status == GTEE_OK && !gti_natural_from_limbs(&c->allocator, count, profile.total, profile.width))
        status = GTEE_ERROR_MEMORY;
    gti_profile_free(&profile);
    return status;
}

gtee_status gti_coalitions_count(const gti_coalitions *c, gti_natural *count)
{
    if (c->listed)
        return count_listed(c, count);
    size_t width = c->levels / GTI_LIMB_BITS + 1, nodes = (size_t)c->root + 2;
    gti_limb *ways = gti_alloc_array(&c->allocator, nodes, width * sizeof *ways);
    bool good = ways != NULL;
    if (good) {
        ways[width] = 1;
        for (uint32_t i = 2; i <= c->root; i++) {
            const gti_diagram_node *at = gti_diagram_at(&c->family, i);
            gti_limbs_add(ways + i * width, ways + at->low * width, width);
            gti_limbs_add(ways + i * width, ways + at->high * width, width);
        }
        good = gti_natural_from_limbs(&c->allocator, count, ways + c->root * width, width);
    }
    gti_free(&c->allocator, ways, nodes * width * sizeof *ways);
    return good ? GTEE_OK : GTEE_ERROR_MEMORY;
}
