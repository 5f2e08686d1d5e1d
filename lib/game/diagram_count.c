/* diagram_count.c: counting on diagrams: paths to a node and paths from it, by size, and what meets in between (profile.h). Without sizes it is the
 * counting of swings by Bolus, "Power indices of simple games and vector-weighted majority games by means of binary decision diagrams", EJOR 2011. */
#include "game/profile.h"

#include <string.h>

typedef struct counting {
    gti_diagram *d;
    gti_profile *p;
    uint32_t root, levels;
    size_t *down; /* by node: where its paths from the root begin in `paths`; SIZE_MAX: it is not reached */
    size_t *up;   /* … and its paths to the end */
    gti_limb *paths;
    size_t path_numbers;
    gti_limb *free;  /* kernel of so many members on which nothing depends: binomials, or powers of 2 */
    size_t *kernel;  /* where each begins */
    size_t free_numbers;
    gti_limb *gain;  /* scratch: one row */
} counting;

static size_t number_of(const gti_profile *p, uint32_t members)
{
    return p->sized ? (size_t)members + 1 : 1;
}

/* In a family's diagram a level that is passed by is a member that is not in; in a game's it may be either. */
static void pass(const counting *c, gti_limb *sum, size_t length, size_t from, const gti_limb *a, size_t la, uint32_t gap)
{
    size_t width = c->p->width;
    if (!c->d->zero_suppressed && gap > 0)
        gti_poly_mul_add(sum, length, from, a, la, c->free + c->kernel[gap] * width, number_of(c->p, gap), width);
    else
        for (size_t i = 0; i < la && from + i < length; i++)
            gti_limbs_add(sum + (from + i) * width, a + i * width, width);
}

/* sum[from …] += what leads from `node` to the end, seen from `level`. */
static void add_up(const counting *c, gti_limb *sum, size_t length, size_t from, uint32_t node, uint32_t level)
{
    const gti_diagram_node *at = gti_diagram_at(c->d, node);
    if (node == 0)
        return;
    if (node == 1) /* the kernel of no members is the number 1 */
        pass(c, sum, length, from, c->free, 1, c->levels - level);
    else
        pass(c, sum, length, from, c->paths + c->up[node] * c->p->width, number_of(c->p, c->levels - at->level), at->level - level);
}

static size_t step_of(const counting *c)
{
    return c->p->sized ? 1 : 0;
}

static void count_up(const counting *c, uint32_t node)
{
    const gti_diagram_node *at = gti_diagram_at(c->d, node);
    gti_limb *row = c->paths + c->up[node] * c->p->width;
    size_t length = number_of(c->p, c->levels - at->level);
    add_up(c, row, length, 0, at->low, at->level + 1);
    add_up(c, row, length, step_of(c), at->high, at->level + 1);
}

static void count_down(const counting *c, uint32_t node)
{
    const gti_diagram_node *at = gti_diagram_at(c->d, node);
    const gti_limb *row = c->paths + c->down[node] * c->p->width;
    for (unsigned high = 0; high < 2; high++) {
        uint32_t child = high ? at->high : at->low;
        const gti_diagram_node *to = gti_diagram_at(c->d, child);
        if (child > 1)
            pass(c, c->paths + c->down[child] * c->p->width, number_of(c->p, to->level), high ? step_of(c) : 0, row,
                 number_of(c->p, at->level), to->level - at->level - 1);
    }
}

/* What the member of the node's level gains there: with it less without it (of a family: what there is with it). */
static void count_member(const counting *c, uint32_t node)
{
    const gti_diagram_node *at = gti_diagram_at(c->d, node);
    gti_profile *p = c->p;
    size_t width = p->width, length = number_of(p, c->levels - at->level - 1), from = c->d->zero_suppressed ? 1 : 0;
    gti_limb *loss = c->gain + p->length * width;
    memset(c->gain, 0, 2 * p->length * width * sizeof *c->gain);
    add_up(c, c->gain, length, 0, at->high, at->level + 1);
    if (!c->d->zero_suppressed) {
        add_up(c, loss, length, 0, at->low, at->level + 1);
        for (size_t i = 0; i < length; i++)
            gti_limbs_sub(c->gain + i * width, loss + i * width, width);
    }
    gti_poly_mul_add(gti_profile_each(p, at->level, 0), p->length, from, c->paths + c->down[node] * width, number_of(p, at->level),
                     c->gain, length, width);
}

/* Finds the nodes that the root reaches and gives each its place. */
static bool lay_out(counting *c)
{
    const gti_allocator *allocator = &c->d->work->allocator;
    size_t numbers = 0;
    c->down = gti_alloc_array(allocator, (size_t)c->root + 1, sizeof *c->down);
    c->up = gti_alloc_array(allocator, (size_t)c->root + 1, sizeof *c->up);
    if (c->down == NULL || c->up == NULL)
        return false;
    c->down[c->root] = 1; /* reached */
    for (uint32_t i = c->root; i > 1; i--)
        if (c->down[i] != 0) {
            c->down[gti_diagram_at(c->d, i)->low] = 1;
            c->down[gti_diagram_at(c->d, i)->high] = 1;
        }
    for (uint32_t i = 2; i <= c->root; i++) {
        const gti_diagram_node *at = gti_diagram_at(c->d, i);
        if (c->down[i] == 0) {
            c->down[i] = SIZE_MAX;
            continue;
        }
        c->down[i] = numbers;
        c->up[i] = numbers + number_of(c->p, at->level);
        numbers = c->up[i] + number_of(c->p, c->levels - at->level);
    }
    c->path_numbers = numbers;
    c->paths = gti_alloc_array(allocator, numbers + 1, c->p->width * sizeof *c->paths);
    return c->paths != NULL;
}

static bool make_kernels(counting *c)
{
    const gti_allocator *allocator = &c->d->work->allocator;
    size_t width = c->p->width;
    c->kernel = gti_alloc_array(allocator, (size_t)c->levels + 1, sizeof *c->kernel);
    if (c->kernel == NULL)
        return false;
    for (uint32_t gap = 0; gap <= c->levels; gap++) {
        c->kernel[gap] = c->free_numbers;
        c->free_numbers += c->d->zero_suppressed && gap > 0 ? 0 : number_of(c->p, gap);
    }
    c->free = gti_alloc_array(allocator, c->free_numbers, width * sizeof *c->free);
    c->gain = gti_alloc_array(allocator, 2 * c->p->length, width * sizeof *c->gain);
    if (c->free == NULL || c->gain == NULL)
        return false;
    gti_poly_binomials(c->free, 0, c->p->sized, width);
    for (uint32_t gap = 1; gap <= c->levels && !c->d->zero_suppressed; gap++) {
        gti_limb *row = c->free + c->kernel[gap] * width;
        const gti_limb *before = c->free + c->kernel[gap - 1] * width;
        for (size_t s = 0; s < number_of(c->p, gap - 1); s++) {
            gti_limbs_add(row + s * width, before + s * width, width);
            gti_limbs_add(row + (s + step_of(c)) * width, before + s * width, width);
        }
    }
    return true;
}

static gtee_status run(const counting *c)
{
    gti_profile *p = c->p;
    double each = (double)p->length * (double)p->length * (double)(p->width * p->width) / 4 + 50;
    uint32_t top = gti_diagram_at(c->d, c->root)->level;
    pass(c, c->paths + c->down[c->root] * p->width, number_of(p, top), 0, c->free, 1, top);
    for (uint32_t i = 2; i <= c->root; i++)
        if (c->down[i] != SIZE_MAX)
            count_up(c, i);
    for (uint32_t i = c->root; i > 1; i--) {
        if (c->down[i] == SIZE_MAX)
            continue;
        count_down(c, i);
        count_member(c, i);
        if (gti_work_step(c->d->work, each) != GTEE_OK)
            return GTEE_ERROR_CANCELLED;
    }
    return GTEE_OK;
}

gti_weights_cost gti_diagram_estimate(const gti_diagram *d, uint32_t root, uint32_t kind, bool sized, size_t width)
{
    double levels = d->levels, length = sized ? levels + 1 : 1, nodes = root;
    double kernels = sized && kind == GTI_SIZES ? levels * levels / 2 : levels;
    return (gti_weights_cost){.operations = nodes * (length * length / 4 * (double)(width * width) + 40),
                              .bytes = (nodes * (sized ? levels + 2 : 2) + kernels) * (double)(width * sizeof(gti_limb)) +
                                       nodes * 2 * sizeof(size_t)};
}

gtee_status gti_diagram_profile(gti_diagram *d, uint32_t root, gti_profile *profile)
{
    const gti_allocator *allocator = &d->work->allocator;
    counting c = {.d = d, .p = profile, .root = root, .levels = d->levels};
    size_t width = profile->width;
    gtee_status status = GTEE_ERROR_MEMORY;
    if (make_kernels(&c)) {
        if (root <= 1) {
            add_up(&c, profile->total, profile->length, 0, root, 0);
            status = GTEE_OK;
        } else if (lay_out(&c)) {
            status = run(&c);
            add_up(&c, profile->total, profile->length, 0, root, 0);
        }
    }
    gti_free(allocator, c.down, ((size_t)root + 1) * sizeof *c.down);
    gti_free(allocator, c.up, ((size_t)root + 1) * sizeof *c.up);
    gti_free(allocator, c.paths, (c.path_numbers + 1) * width * sizeof *c.paths);
    gti_free(allocator, c.free, c.free_numbers * width * sizeof *c.free);
    gti_free(allocator, c.kernel, ((size_t)c.levels + 1) * sizeof *c.kernel);
    gti_free(allocator, c.gain, 2 * profile->length * width * sizeof *c.gain);
    return status;
}
