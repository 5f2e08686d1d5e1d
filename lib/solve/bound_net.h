/* bound_net.h: a network of cost tables, what the branch-and-bound engine makes of a problem. Private to bound*.c and ranking*.c. Uses best.h.
 *
 * Values. Options of a variable that no literal tells apart are one VALUE, represented by the preferred option or the lowest; the preferred
 * one's value is 0, the others follow by their lowest option. So the least value is the one to choose among equals.
 *
 * Weights. The levels of the costs in question are put into one number: a level weighs one more than all that lies below it. Where that does not
 * fit into 51 bits, levels are solved one after the other, those above held at their optimum by a sum constraint (bound_count.c).
 *
 * Tables. Each table gives a weight to each combination of values of its scope; the sum of all tables, the unary weights and `base` is the cost.
 * What is forbidden weighs GTI_WEIGHT_TOP or more. Whatever does not fit into a small table (long clauses, broken groups that are counted,
 * cardinalities) is chained over hidden variables, each a function of others, so that no assignment is doubled. */
#ifndef GTI_SOLVE_BOUND_NET_H
#define GTI_SOLVE_BOUND_NET_H

#include "solve/best.h"

typedef uint64_t gti_weight;
#define GTI_WEIGHT_TOP (UINT64_C(1) << 52) /* a thousand of them may be added without a look */

typedef struct gti_table {
    const uint32_t *scope; /* ascending, two or more */
    gti_weight *weights;   /* the last variable's value runs fastest */
    uint32_t arity;
    uint32_t next; /* another with the same first variable; UINT32_MAX: none */
    size_t size;
    bool dead; /* put into another one */
} gti_table;

typedef struct gti_node {
    gti_weight *unary;      /* by value */
    const uint8_t *options; /* by value: its option; NULL: hidden */
    uint32_t size;          /* values */
    uint32_t first;         /* table whose scope begins with it */
} gti_node;

typedef struct gti_net {
    gti_arena arena;
    gti_vec nodes;  /* gti_node: the problem's variables, then hidden ones */
    gti_vec tables; /* gti_table */
    gti_weight base;
    uint32_t visible;
    gti_weight scale[GTI_SOLVE_LEVELS]; /* of a level in this net; 0: it is not part of it */
} gti_net;

/* One node and a set of its values: what a literal becomes. */
typedef struct gti_mark {
    uint64_t values;
    uint32_t node;
} gti_mark;

static inline gti_node *gti_net_node(const gti_net *net, uint32_t node)
{
    return &((gti_node *)net->nodes.items)[node];
}

static inline gti_table *gti_net_table(const gti_net *net, size_t table)
{
    return &((gti_table *)net->tables.items)[table];
}

static inline uint64_t gti_all_values(uint32_t size)
{
    return size >= 64 ? UINT64_MAX : (UINT64_C(1) << size) - 1;
}

static inline uint32_t gti_lowest_bit(uint64_t bits) /* bits ≠ 0 */
{
    return (uint32_t)__builtin_ctzll(bits);
}

static inline uint32_t gti_count_bits(uint64_t bits)
{
    return (uint32_t)__builtin_popcountll(bits);
}

/* bound_net.c */
void gti_net_init(gti_net *net, const gti_allocator *allocator);
void gti_net_free(gti_net *net);
bool gti_net_add_node(gti_net *net, uint32_t size, uint32_t *node);
/* Adds a weight to all combinations of the values marked (ascending nodes, one mark each); no mark: to the base. */
bool gti_net_add_box(gti_net *net, const gti_mark *marks, uint32_t count, gti_weight weight);
/* The table over a scope (two or more, ascending), made of zeros if there is none. NULL: no memory. */
gti_table *gti_net_scope(gti_net *net, const uint32_t *scope, uint32_t arity);
bool gti_net_new_table(gti_net *net, const uint32_t *scope, uint32_t arity, gti_table **table);
size_t gti_table_place(const gti_net *net, const gti_table *table, const uint32_t *values);

/* bound_build.c */
typedef struct gti_net_levels {
    uint32_t first, last;              /* levels whose weights count, combined */
    uint64_t fixed[GTI_SOLVE_LEVELS];  /* what the levels before `first` may cost at most */
} gti_net_levels;
/* Which levels, from `first` on, fit into one weight? At least that one; false: not even that one does. */
bool gti_net_fit(const gti_problem *problem, uint32_t first, uint32_t *last, gti_weight *scale);
bool gti_net_build(gti_net *net, const gti_problem *problem, const gti_net_levels *levels); /* false: no memory */

/* bound_count.c */
/* A mark that is true where both are. */
bool gti_net_both(gti_net *net, gti_mark a, gti_mark b, gti_mark *both);
/* The weights of the marks that are true add up to something within the bounds. `marks` is scratch. */
bool gti_net_sum(gti_net *net, gti_mark *marks, const uint64_t *weights, uint32_t count, uint64_t at_least, uint64_t at_most);

/* Which tables hold each node: tables [first[node], first[node + 1]) of `tables`. */
typedef struct gti_incidence {
    uint32_t *first;
    uint32_t *tables;
} gti_incidence;
bool gti_incidence_init(gti_incidence *incidence, const gti_net *net); /* from the heap of the net's allocator */
void gti_incidence_free(gti_incidence *incidence, const gti_net *net);

/* bound_reduce.c: takes out values that cannot be part of an assignment; with `dominated` also those that another value can always stand in for
 * at no higher cost. Nodes of one value leave the tables; tables within others are put into them. false: no memory. */
bool gti_net_reduce(gti_net *net, bool dominated);
/* Takes out only what another value can always stand in for at more than so much less: nothing that costs within the margin of the least is lost. */
bool gti_net_reduce_within(gti_net *net, gti_weight margin);
/* Keeps the values given, by node. */
bool gti_net_restrict(gti_net *net, const uint64_t *live);

/* bound_order.c: an order in which to eliminate nodes, as far as no table grows beyond `limit` entries, or the node's own and `most` others. */
typedef struct gti_net_order {
    uint32_t *nodes; /* those eliminated, in order; of the net's arena */
    uint32_t *place; /* by node: where it stands in `nodes`; UINT32_MAX: it is not eliminated */
    uint32_t count;
    uint64_t work; /* entries in all tables */
} gti_net_order;
bool gti_net_find_order(gti_net *net, uint64_t limit, uint32_t most, gti_net_order *order); /* false: no memory */

/* bound_eliminate.c: puts the least cost of the nodes eliminated, by the values of their neighbours, into new tables. */
typedef struct gti_elimination {
    gti_net_order order;
    uint32_t *first;      /* by place in the order: its bucket's first table in `tables` */
    gti_vec tables;       /* gti_table; scopes from what is eliminated last to what is eliminated first */
    gti_vec remaining;    /* uint32_t: tables over nodes that are left */
    uint32_t *message;    /* by place: the table that it made; UINT32_MAX: it went into unary weights or the base */
    gti_weight *common;   /* by place: what it took from its table into the base */
    gti_weight **outside; /* by place and row of its message: what all the rest costs at least; below zero it wraps. Of gti_excesses */
    bool apart;           /* make a table of each message over a node or more, for gti_excesses */
} gti_elimination;

#define GTI_NOT_OUTSIDE (GTI_WEIGHT_TOP << 4) /* forbidden; nothing else comes near */

/* Steps of work, counted, and whether the caller wants to go on. */
typedef struct gti_meter {
    gti_search *search;
    uint64_t next;  /* when to ask the caller */
    uint64_t limit; /* our own, of an attempt that something else follows; 0: none */
    uint32_t status; /* GTI_SEARCH_DONE as long as all is well */
} gti_meter;
void gti_meter_init(gti_meter *meter, gti_search *search);
bool gti_meter_step(gti_meter *meter, uint64_t steps); /* false: stop; see status */

void gti_elimination_init(gti_elimination *elimination);
/* In the order that stands in `elimination` already. GTI_SEARCH_DONE, or why not. */
uint32_t gti_eliminate(gti_net *net, gti_elimination *elimination, gti_meter *meter);
/* What a value costs more than the least cost at best, into `excess` (by node and value), after all nodes were eliminated `apart`.
 * GTI_SEARCH_DONE, or why not. */
uint32_t gti_excesses(gti_net *net, gti_elimination *elimination, gti_meter *meter, gti_weight **excess);
/* Gives the nodes eliminated their best values, those left being given. */
void gti_eliminated_values(const gti_net *net, const gti_elimination *elimination, uint32_t *values);
void gti_elimination_free(const gti_net *net, gti_elimination *elimination);

#endif
