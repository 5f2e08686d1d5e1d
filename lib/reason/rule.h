/* rule.h: rules of proposals as games: who has a part in them, their nodes, and the game of one rule. Uses base, game, record, variables.h.
 * docs/semantics.md, "Rules", is what it does. */
#ifndef GTI_REASON_RULE_H
#define GTI_REASON_RULE_H

#include "base/diagnostic.h"
#include "game/game.h"
#include "reason/view.h"

/* What a participant's vote is in a game: a member of it, or settled. */
#define GTI_VOTE_MEMBER 0u
#define GTI_VOTE_ALWAYS 1u
#define GTI_VOTE_NEVER 2u
typedef struct gti_vote {
    uint32_t kind;
    uint32_t member;
} gti_vote;

/* Marks whom the rule names, groups expanded, by the participants' numbers; `seen` remembers the named rules that were walked. Groups
 * without members as of the day are reported, unless `report` is NULL. MEMORY, LIMIT. */
typedef struct gti_electorate {
    gti_groups *groups;
    gti_map seen;
    bool *named; /* by participant */
    gti_report *report;
    const gtee_proposal *proposal;
} gti_electorate;
gtee_status gti_electorate_add(gti_electorate *electorate, const gtee_rule *rule);

/* Makes nodes of rules in a game. */
typedef struct gti_rule_nodes {
    gti_game *game;
    gti_groups *groups;
    const gti_vote *votes;     /* by participant */
    const gtee_rule *lowered;  /* this part of a rule needs one less; NULL: none */
    bool within_unless;        /* once, or any odd number of times: there a settled vote counts the other way round */
    gti_map made;              /* rule, and whether within `unless` → node */
    gti_map leaves;            /* participant, likewise → node */
} gti_rule_nodes;
gtee_status gti_rule_node(gti_rule_nodes *nodes, const gtee_rule *rule, uint32_t *node);
gtee_status gti_vote_node(gti_rule_nodes *nodes, uint32_t participant, uint32_t *node);
/* A node of some others: all of them, any of them, at least so many. */
gtee_status gti_all_node(gti_game *game, const gti_vec *children, uint32_t *node);
void gti_rule_nodes_free(gti_rule_nodes *nodes);

/* The weights and the quota of a rule as whole numbers in the same proportion. `weights` has room for each. false: too large. */
bool gti_rule_scale(const gtee_rule *rule, uint64_t *quota, uint64_t *weights);

/* A rule's game: its members are those it names. */
struct gtee_game {
    gti_refs refs;
    gtee_view *view;
    const gtee_proposal *proposal;
    const gtee_rule *rule;
    gti_arena arena;
    gti_game *game;
    uint32_t *members; /* participants' numbers, ascending */
    uint32_t count;
    uint64_t *vetoes;
    uint32_t dictator;
};
/* NULL unless GTEE_OK. The report may be NULL. MEMORY, LIMIT (reported). */
gtee_status gti_game_of_rule(const gtee_view *view, gti_groups *groups, const gtee_proposal *proposal, const gtee_rule *rule,
                             gti_report *report, gtee_game **game);
/* The participant's place among the members; UINT32_MAX: it is none. */
uint32_t gti_game_place(const gtee_game *game, uint32_t participant);
static inline bool gti_game_has_veto(const gtee_game *game, uint32_t participant)
{
    const uint32_t place = gti_game_place(game, participant);

    return place != UINT32_MAX && gti_coalition_has(game->vetoes, place);
}
static inline const gtee_participant *gti_participant_at(const gtee_dossier *dossier, uint32_t number)
{
    return (const gtee_participant *)gti_record_at(dossier, GTEE_KIND_PARTICIPANT, number);
}

/* A set of participants, listed. */
struct gtee_coalition {
    const gtee_participant **members;
    size_t count;
};

/* What questions about a game may take unless the caller says otherwise, as guarantee.h promises. */
#define GTI_RULE_OPERATIONS UINT64_C(30000000000)
#define GTI_RULE_BYTES (UINT64_C(2) << 30)
static inline gti_effort gti_rule_effort(uint64_t operations, uint64_t bytes, gtee_progress_function progress, void *user)
{
    return (gti_effort){.operations = operations != 0 ? operations : GTI_RULE_OPERATIONS,
                        .bytes = bytes != 0 ? bytes : GTI_RULE_BYTES,
                        .progress = progress,
                        .user = user};
}

/* ---- rule_answer.c: what all answers about a game begin with, and how they are made. */
typedef struct gti_rule_answer {
    gti_refs refs;
    gtee_game *game;
    gti_arena arena;
} gti_rule_answer;

/* `make` fills an answer whose beginning is made and the rest all zero, up to where it fails; `question` is the public function's own. `end` gives
 * back what is neither in the arena nor at the beginning; NULL: there is no more. */
typedef struct gti_rule_kind {
    size_t size;
    gtee_status (*make)(void *answer, const void *question, gti_report *report);
    void (*end)(void *answer);
} gti_rule_kind;

/* The way from a public function's arguments to its answer. `game` NULL: an argument is missing. The outs are written in any case. */
gtee_status gti_rule_answer_new(const gti_rule_kind *kind, const gtee_game *game, const void *question, void **answer,
                                gtee_diagnostics **diagnostics);
void gti_rule_answer_unref(const gti_rule_kind *kind, void *answer); /* NULL: nothing to do */

/* The named rule that this is, or is a part of; NULL: of none. */
const gti_named_rule *gti_named_rule_of(const gtee_proposal *proposal, const gtee_rule *rule);
void gti_rough_figure(gti_buffer *out, double figure); /* "3e10": in words that need no locale */
/* Refuses a question about a rule (NULL: about several together): says what it would take. */
void gti_report_effort(gti_report *report, const gti_allocator *allocator, const gtee_proposal *proposal, const gtee_rule *rule,
                       const gti_account *account);
/* Says what figures were left out, and what they would have taken. */
void gti_report_left_out(gti_report *report, const gtee_game *game, const char *figures, const gti_account *account);

/* What a measure would have taken that was left out of an answer; NULL: it was not left out. `bit`: of GTEE_POWER_…. */
const gti_account *gti_power_left_out(const gtee_power *power, uint32_t bit);
/* The figures of a measure, such as "the Johnston index". */
const char *gti_power_figures(uint32_t bit);

#endif
