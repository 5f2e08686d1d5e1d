/* model.h: what a finished dossier is made of. Uses base only. Everything here is read by the rooms above; only this room writes it.
 *
 * All records live in the dossier's arena and never move, so that they refer to one another by pointer. Text fields are NUL-terminated,
 * interned where they recur, NULL where left out. A list is its items and their number. */
#ifndef GTI_RECORD_MODEL_H
#define GTI_RECORD_MODEL_H

#include "base/context.h"
#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"

typedef struct gti_texts { const char **items; uint32_t count; } gti_texts;
typedef struct gti_pair { const char *key, *value; } gti_pair; /* language and name, scheme and code */
typedef struct gti_pairs { gti_pair *items; uint32_t count; } gti_pairs;
typedef struct gti_refs_list { gtee_record **items; uint32_t count; } gti_refs_list; /* references to records of one kind */
typedef struct gti_terms { gtee_term *items; uint32_t count; } gti_terms;

struct gtee_citation { gtee_source *source; const char *locator; };
typedef struct gti_citations { gtee_citation *items; uint32_t count; } gti_citations;

/* The first member of every record, clauses included. A record that is referred to before it is declared exists already, with
 * `declared` false; none such is left in a finished dossier. */
struct gtee_record {
    uint32_t kind;
    uint32_t index; /* among its kind in the dossier's order (a clause: in its proposal) */
    const char *id;
    const char *note;
    const char *file; /* NULL: built without files */
    uint32_t line, column;
    gti_citations citations;
    bool declared;
};

struct gtee_source {
    gtee_record record;
    const char *title, *publisher, *url, *language, *text;
    gti_texts authors;
    gtee_date date;
};

struct gtee_membership {
    gtee_participant *group, *member;
    gtee_date from, until;
    const char *role;
};
typedef struct gti_memberships { gtee_membership *items; uint32_t count; } gti_memberships;

struct gtee_office {
    gtee_participant *participant;
    const char *title;
    gtee_date from, until;
};
typedef struct gti_offices { gtee_office *items; uint32_t count; } gti_offices;

struct gtee_participant {
    gtee_record record;
    uint32_t kind;
    gti_pairs names; /* in the order of the file, several for a language one behind another */
    gti_pairs codes;
    gti_memberships members;
    gti_offices offices;
    const gtee_membership **memberships; /* linked: those that it has in others */
    uint32_t membership_count;
};

struct gtee_option { const char *id, *title, *description; uint32_t index; };
typedef struct gti_options { gtee_option *items; uint32_t count; } gti_options;

struct gtee_issue {
    gtee_record record;
    const char *title, *description;
    gti_options options; /* 1 to 64 */
    bool ordered;
    const char *default_id;
    const gtee_option *default_option; /* resolved from default_id */
    gti_refs_list consent;
    gtee_participant *by;
    uint32_t derived;
    gti_texts tags;
    gti_pairs references;
};

struct gtee_term {
    gtee_issue *issue;
    gtee_participant *participant; /* as written: may be a group; NULL without `by` */
    uint64_t options;              /* bit i: option i of the issue */
    uint32_t selection;            /* GTEE_SELECTION_… */
};

struct gtee_constraint {
    gtee_record record;
    const char *because;
    gti_terms when, then, of; /* `when` is the key `if` */
    uint32_t at_least, at_most;
    bool has_at_least, has_at_most;
};

struct gtee_trigger {
    gti_texts acts, places;
    gti_refs_list by, against;
    const char *gist;
};

typedef struct gti_scope { gti_texts territory, domain; } gti_scope;

typedef struct gti_weight { gtee_participant *participant; const char *text; gti_decimal value; } gti_weight;

struct gtee_rule {
    uint32_t form; /* GTEE_RULE_… */
    gtee_participant *participant;
    gtee_rule **children;
    uint32_t child_count;
    uint32_t at_least;
    const char *quota_text; /* canonical decimal text of `quota` */
    gti_decimal quota;
    gti_weight *weights;
    uint32_t weight_count;
    const char *name; /* of GTEE_RULE_NAMED; its target is children[0] */
};
typedef struct gti_named_rule { const char *name; gtee_rule *rule; uint32_t line, column; } gti_named_rule;
typedef struct gti_rules { gti_named_rule *items; uint32_t count; } gti_rules;

struct gtee_clause {
    gtee_record record;
    gtee_proposal *proposal;
    const char *title, *gist, *within, *activation_name;
    gti_refs_list obligors, beneficiaries;
    gti_terms terms;
    gtee_trigger *trigger;
    gti_texts conditions;
    gti_scope scope;
    gtee_date from, until;
    uint32_t bindingness;
    gtee_rule *activation; /* linked from activation_name */
};
typedef struct gti_clauses { gtee_clause **items; uint32_t count; } gti_clauses;

struct gtee_proposal {
    gtee_record record;
    const char *title, *description, *entry_into_force, *duration, *withdrawal;
    gti_refs_list proposed_by, supersedes, parties;
    gtee_date date;
    uint32_t status;
    gti_clauses clauses;
    gti_rules activation;
};

struct gtee_position {
    gtee_record record;
    gtee_participant *participant, *speaker, *via;
    gtee_proposal *proposal; /* the subject, if it is a whole proposal */
    const char *gist, *quote;
    gtee_date date, until;
    uint32_t stance, evidence, firmness;
    bool has_weight;
    gti_decimal weight; /* 1 unless given */
    gti_terms terms, conditions; /* `conditions` is the key `if` */
    gti_refs_list supersedes, withdraws;
};

struct gtee_likelihood { double low, high; const char *low_text, *high_text, *words; }; /* low_text, high_text: canonical decimals */

struct gtee_expectation {
    gtee_record record;
    gtee_participant *holder, *obligor, *via;
    gtee_proposal *proposal;
    gtee_likelihood likelihood;
    const char *gist, *quote;
    gtee_date date;
    uint32_t evidence;
};

struct gtee_utility {
    gtee_issue *issue;
    gtee_participant *participant; /* a single one; NULL without `by` */
    gti_decimal weight;
    gti_decimal *values; /* one for each option of the issue */
    uint64_t given;      /* bit i: a value was given for option i */
};
typedef struct gti_utilities { gtee_utility *items; uint32_t count; } gti_utilities;

struct gtee_preference {
    gtee_record record;
    gtee_participant *participant;
    gti_utilities utility;
    gti_decimal reservation, capability, salience;
    bool has_reservation, has_capability, has_salience;
    gtee_date date;
    uint32_t evidence;
};

struct gtee_event {
    gtee_record record;
    const char *title, *gist, *place, *quote;
    gtee_date date, until;
    uint32_t kind, evidence;
    gti_refs_list participants;
    gtee_proposal *proposal;
    gtee_participant *via;
};

typedef struct gti_honour { gtee_participant *obligor; gtee_likelihood likelihood; } gti_honour;
typedef struct gti_honours { gti_honour *items; uint32_t count; } gti_honours;

struct gtee_scenario {
    gtee_record record;
    const char *title, *description;
    gtee_date date;
    gtee_trigger *trigger;
    gti_refs_list support, block, unknown;
    gti_honours honours;
};

#define GTI_KIND_COUNT 10 /* record kinds with a section of their own: 1 … GTI_KIND_COUNT */

/* Names for lookup: built when the dossier is linked. See names.h. */
typedef struct gti_name_index gti_name_index;

struct gtee_dossier {
    gti_refs refs;
    gtee_context *context;
    gti_arena arena;      /* everything that is reached from here, but for the vectors and indexes below */
    gti_symbols *symbols; /* its texts lie in the arena */
    const char *title, *description;
    gtee_date last_day;
    gti_vec kinds[GTI_KIND_COUNT + 1]; /* of gtee_record *, by kind; [0] is unused */
    gti_map ids;                       /* kind << 32 | symbol of the id → index into `known` */
    gti_vec known;                     /* of gtee_record *: every record that has an id, declared or referred to */
    gti_name_index *names;
};

/* The sections' names and the kinds' names: "positions", "position". "" for no kind. */
const char *gti_kind_section(uint32_t kind);

/* Bit masks of options. */
static inline uint64_t gti_options_all(const gtee_issue *issue)
{
    return issue->options.count >= 64 ? UINT64_MAX : (UINT64_C(1) << issue->options.count) - 1;
}

/* members.h: membership as of a day (0: any day), and groups' members in the dossier's order, each once, nested groups expanded.
 * A participant without members stands for itself. Appends gtee_participant * to `out`. */
bool gti_members_expand(const gtee_participant *group, gtee_date day, const gti_allocator *allocator, gti_vec *out);
/* 1 if [from, until] holds on `day`; day 0: always. Partial dates as docs/format.md says. */
bool gti_dates_hold(gtee_date from, gtee_date until, gtee_date day);

#endif
