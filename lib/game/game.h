/* game.h: the face of the room: monotone simple games, and questions about them. Uses base only; knows no domain word.
 *
 * A GAME has MEMBERS, numbered from 0, and is a graph of nodes without cycles, built from the leaves: a member; at least k of some nodes (all of
 * them, any of them); a quota that weights must reach; and a dual (it wins unless those who are not in favour win the child). A node may be used
 * several times, a member too. A COALITION is a set of members; it WINS if it wins the node that is the root. More members never hurt.
 *
 * All answers are exact unless sampling is asked for by name. A question whose estimated cost is above the caller's budget is refused with
 * GTEE_ERROR_LIMIT, and the estimate stands in the answer's account. A game is not changed by questions: they may be asked from several threads. */
#ifndef GTI_GAME_GAME_H
#define GTI_GAME_GAME_H

#include "base/context.h"
#include "game/natural.h"

/* ---- Building. Every function gives GTEE_ERROR_MEMORY when there is none, GTEE_ERROR_ARGUMENT for a member or node that does not exist, and leaves
 * the game as it was then. */
typedef struct gti_game gti_game;

#define GTI_GAME_DEPTH 256u                      /* nodes on a path from the root; above: GTEE_ERROR_LIMIT */
#define GTI_GAME_WEIGHT ((uint64_t)1 << 62)      /* the weights of one quota add up to at most this; above: GTEE_ERROR_LIMIT */

gti_game *gti_game_new(const gti_allocator *allocator, uint32_t members); /* NULL: no memory */
void gti_game_free(gti_game *game);
gtee_status gti_game_member(gti_game *game, uint32_t member, uint32_t *node);
/* Wins if at least so many of the children win, a child named twice counting twice. `count`: all of them; 1: any; 0: always; above: never. */
gtee_status gti_game_at_least(gti_game *game, uint32_t least, const uint32_t *children, uint32_t count, uint32_t *node);
/* Wins if the weights of those in favour reach the quota; weights of a member named twice are added. */
gtee_status gti_game_quota(gti_game *game, uint64_t quota, const uint32_t *members, const uint64_t *weights, uint32_t count, uint32_t *node);
/* The same in decimals, which are scaled to whole numbers. GTEE_ERROR_LIMIT if that is not possible below GTI_GAME_WEIGHT. */
gtee_status gti_game_quota_decimal(gti_game *game, gti_decimal quota, const uint32_t *members, const gti_decimal *weights, uint32_t count,
                                   uint32_t *node);
gtee_status gti_game_unless(gti_game *game, uint32_t child, uint32_t *node);
/* The node that decides; until it is set, nobody wins. */
gtee_status gti_game_root(gti_game *game, uint32_t node);

/* ---- Coalitions: member m is bit m % 64 of word m / 64. */
size_t gti_coalition_words(const gti_game *game);
static inline bool gti_coalition_has(const uint64_t *words, uint32_t member)
{
    return words[member / 64] >> (member % 64) & 1u;
}
static inline void gti_coalition_put(uint64_t *words, uint32_t member, bool in)
{
    uint64_t bit = (uint64_t)1 << (member % 64);
    words[member / 64] = in ? words[member / 64] | bit : words[member / 64] & ~bit;
}

/* ---- Effort and account */
typedef struct gti_effort {
    uint64_t operations; /* elementary steps, roughly a nanosecond each; 0: GTI_EFFORT_OPERATIONS */
    uint64_t bytes;      /* 0: GTI_EFFORT_BYTES */
    gtee_progress_function progress; /* NULL: none; not 0 stops the work: GTEE_ERROR_CANCELLED */
    void *user;
    uint32_t without; /* GTI_METHOD_… not to be used, so that an answer can be checked by another method; 0: all may be */
} gti_effort;
#define GTI_EFFORT_OPERATIONS UINT64_C(30000000000)
#define GTI_EFFORT_BYTES (UINT64_C(2) << 30)

/* What was run, as bits. */
#define GTI_METHOD_WEIGHTS 1u      /* generating functions by weight, and by size where sizes matter */
#define GTI_METHOD_COMPOSITION 2u  /* polynomials of sub-rules that share no member, composed */
#define GTI_METHOD_DIAGRAM 4u      /* a reduced ordered decision diagram */
#define GTI_METHOD_CONDITIONING 8u /* each choice of a few shared members apart */
#define GTI_METHOD_ENUMERATION 16u /* coalitions, equal members counted at once */
#define GTI_METHOD_SAMPLING 32u    /* random coalitions: an estimate */
const char *gti_method_text(uint32_t method); /* one of the bits in words; never NULL */

typedef struct gti_account {
    uint32_t methods;
    double operations, bytes; /* estimated before the run; of a refused one, what it would have taken */
} gti_account;

/* ---- Questions with a quick answer: O(size of the game) for each evaluation. */
#define GTI_GAME_LOSES 0u
#define GTI_GAME_WINS 1u
#define GTI_GAME_OPEN 2u
/* `favour` are in favour, `unknown` (NULL: nobody) may be either. Exact: OPEN means that some of them in favour win and none of them lose. */
gtee_status gti_game_evaluate(const gti_game *game, const uint64_t *favour, const uint64_t *unknown, uint32_t *outcome);
/* Of the winning coalition, those without whom it loses; of a losing one, those with whom it would win. */
gtee_status gti_game_pivotal(const gti_game *game, const uint64_t *coalition, uint64_t *pivotal);
/* Those without whom nobody wins; and who wins alone and without whom nobody wins (UINT32_MAX: there is no such member). */
gtee_status gti_game_veto_players(const gti_game *game, uint64_t *vetoes, uint32_t *dictator);

/* ---- Power */
#define GTI_POWER_BANZHAF 1u  /* winning coalitions, swings, Banzhaf, Coleman, dummies */
#define GTI_POWER_SHAPLEY 2u
#define GTI_POWER_MINIMAL 4u  /* minimal winning coalitions: Deegan–Packel, Holler */
#define GTI_POWER_JOHNSTON 8u
#define GTI_POWER_ALL 15u
#define GTI_POWER_MEASURES 4u /* bits */

/* A figure that is not defined (a share of nothing) has no denominator. */
typedef struct gti_member_power {
    bool veto, dummy, dictator;
    gti_natural swings;        /* coalitions without the member that it makes win */
    gti_fraction absolute;     /* swings / 2^(n-1): Penrose 1946, Banzhaf 1965 */
    gti_fraction banzhaf;      /* swings / all members' swings */
    gti_fraction prevent;      /* Coleman 1971: swings / winning coalitions */
    gti_fraction initiate;     /* Coleman 1971: swings / losing coalitions */
    gti_fraction shapley;      /* Shapley and Shubik 1954 */
    gti_natural minimal;       /* minimal winning coalitions with the member */
    gti_fraction deegan_packel; /* Deegan and Packel 1978 */
    gti_fraction holler;       /* public good index: Holler 1982 */
    gti_fraction johnston;     /* Johnston 1978 */
} gti_member_power;

typedef struct gti_power {
    gti_allocator allocator;
    uint32_t members, wanted;
    uint32_t left_out; /* GTI_POWER_…: too large for what the budget leaves */
    gti_natural winning; /* coalitions */
    gti_natural swings;  /* of all members */
    gti_fraction act;    /* Coleman 1971, the collectivity's power to act: winning / 2^n */
    gti_natural minimal; /* minimal winning coalitions */
    gti_natural vulnerable; /* winning coalitions with a pivotal member */
    gti_member_power *each;
    gti_account account;
    gti_account refused[GTI_POWER_MEASURES]; /* by bit: what a measure that is left out would have taken */
} gti_power;

/* GTEE_ERROR_LIMIT: refused, and only the account is filled. `power` is always safe to free. */
gtee_status gti_game_power(const gti_game *game, uint32_t wanted, const gti_effort *effort, gti_power *power);
/* All measures but those that are too large for what is left of the budget, in the order of their bits: what was worked out is `wanted`.
 * GTEE_ERROR_LIMIT only if not even one is within it; the account is then of all of them. */
gtee_status gti_game_power_within(const gti_game *game, const gti_effort *effort, gti_power *power);
void gti_power_free(gti_power *power);

/* An estimate from `samples` random coalitions (Banzhaf) and as many random orders (Shapley), drawn by splitmix64 from a fixed seed. With a
 * probability of at least 1 - 10^-6 all of its figures together are within `error` of the truth (Hoeffding 1963, and a union bound). */
typedef struct gti_estimate {
    gti_allocator allocator;
    uint32_t members;
    uint64_t samples;
    double error, act;
    double *absolute, *shapley; /* by member */
    gti_account account;
} gti_estimate;
gtee_status gti_game_sample(const gti_game *game, uint64_t samples, const gti_effort *effort, gti_estimate *estimate);
void gti_estimate_free(gti_estimate *estimate);

/* ---- Probability that it wins, members being in favour independently of one another. */
typedef struct gti_range { double low, high; } gti_range;

/* Each result is worked out with all members at their low, and with all at their high ends. As more support never hurts, these are the tight
 * bounds of `wins`, `without` and `with` for any probabilities within the ranges. For `birnbaum` they are the values at the two ends, not bounds. */
typedef struct gti_member_chance {
    gti_range birnbaum; /* Birnbaum 1969: with - without */
    gti_range with;     /* probability of winning if this member is in favour for certain */
    gti_range without;  /* ... and if it is not (it defaults) */
} gti_member_chance;

typedef struct gti_chance {
    gti_allocator allocator;
    uint32_t members;
    gti_range wins;
    gti_member_chance *each; /* NULL if not asked for */
    gti_account account;
} gti_chance;

/* `ranges` has one for each member, 0 ≤ low ≤ high ≤ 1 (else GTEE_ERROR_ARGUMENT). `each`: what each member adds is wanted too, which takes about
 * five times as long. In doubles, rounded to nearest, of sums of products of probabilities: the absolute error is at most about
 * (members + depth of the rule) × 2^-52; the ends of an interval are rounded like any other figure, not outwards. */
gtee_status gti_game_chance(const gti_game *game, const gti_range *ranges, bool each, const gti_effort *effort, gti_chance *chance);
void gti_chance_free(gti_chance *chance);

/* ---- Minimal coalitions, smallest first; of equal size in an order that is the same on each run. */
#define GTI_MINIMAL_WINNING 0u  /* each of its members is needed */
#define GTI_MINIMAL_BLOCKING 1u /* without them nobody wins (minimal cut sets), and each of them is needed for that */
typedef struct gti_coalitions gti_coalitions;

/* Only coalitions within `among` (NULL: everybody), and `given` (NULL: nobody) taken to be in them already and left out of the answers. */
gtee_status gti_coalitions_new(const gti_game *game, uint32_t which, const uint64_t *among, const uint64_t *given, const gti_effort *effort,
                               gti_coalitions **coalitions, gti_account *account);
void gti_coalitions_free(gti_coalitions *coalitions);
/* The next one's words, valid until the next call; NULL: there are no more. */
const uint64_t *gti_coalitions_next(gti_coalitions *coalitions);
uint32_t gti_coalitions_size(const gti_coalitions *coalitions); /* of the one that was given last */
/* How many there are in all; the size of the smallest (UINT32_MAX: there is none). */
gtee_status gti_coalitions_count(const gti_coalitions *coalitions, gti_natural *count);
uint32_t gti_coalitions_least(const gti_coalitions *coalitions);

#endif
