/* compile.h: inside of an assembly, shared by compile*.c, check*.c and link*.c only: what has been read so far, what waits, and how
 * something wrong is said. Uses assembly.h, schema.h.
 *
 * Out of memory is remembered in `failed`: functions that give NULL or false because of it say nothing, and whoever calls from
 * outside looks at `failed` at the end. */
#ifndef GTI_RECORD_COMPILE_H
#define GTI_RECORD_COMPILE_H

#include "record/assembly.h"
#include "record/schema.h"

#define GTI_RULE_DEPTH 64u
#define GTI_MENTIONS_KEPT 8u

/* A place that outlives its node, with its path. */
typedef struct gti_spot {
    gti_place place;
    const char *path;
} gti_spot;

/* A record that was referred to and is not declared (yet): its `index` is its place in `awaited`. */
typedef struct gti_awaited {
    gtee_record *record;
    gti_spot first;
    gti_place more[GTI_MENTIONS_KEPT - 1];
    uint64_t count;
} gti_awaited;

/* Terms and utilities on issues that are not declared yet, as copied nodes. */
typedef struct gti_waiting {
    enum gti_type type;
    void *target;
    const gti_node *node;
    const char *path;
    gtee_record *record;
} gti_waiting;

/* What can be judged only when all records are there. */
enum gti_question {
    GTI_ASK_CHOICE,     /* subject: issue, object: participant behind the slash; once for each pair */
    GTI_ASK_SINGLE,     /* object: participant behind the slash of a utility */
    GTI_ASK_SPEAKER,    /* subject: position */
    GTI_ASK_SUPERSEDES, /* subject: position, object: position */
    GTI_ASK_WITHDRAWS,  /* likewise */
    GTI_ASK_COUNT,      /* subject: rule */
    GTI_ASK_MEMBER,     /* subject: group, object: member: places for cycles */
    GTI_ASK_TERM        /* subject: clause, number: index of the term: places for clashes */
};
typedef struct gti_later {
    enum gti_question question;
    uint32_t number;
    void *subject, *object;
    gti_spot spot;
} gti_later;

struct gti_assembly {
    gtee_context *context;
    const gti_allocator *allocator;
    gti_report *report;
    gtee_dossier *dossier;
    gti_arena scratch; /* what waits; gone when the assembly is */
    gti_buffer path, words;
    gti_place place; /* of the diagnostic that is being said */
    bool failed;
    gti_vec awaited, waiting, later; /* of gti_awaited, gti_waiting, gti_later */
    gti_map choices;                 /* pairs that were asked for by GTI_ASK_CHOICE */
    gti_map preferences;             /* by participant: its record's index among preferences */
    gti_place title, description;    /* where they were given */
    uint64_t guesses;                /* how many more candidates may be compared for suggestions */
    /* the record that is being read */
    uint32_t kind;
    gtee_record *record;
    const gti_node *root;
    const char *root_path; /* of `root`, when it is a part of a record; NULL: it is a record */
};

/* ---- say.c: where something stands */
/* The place of a value, of an entry's key (of the value where there is no key), and the path; valid until the next of their kind. */
const gti_place *gti_at_value(gti_assembly *a, const gti_node *node);
const gti_place *gti_at_key(gti_assembly *a, const gti_node *node);
const char *gti_path_to(gti_assembly *a, const gti_node *node);
const gti_place *gti_at_record(gti_assembly *a, const gtee_record *record);
/* A copy that lasts as long as the assembly. */
gti_spot gti_spot_keep(gti_assembly *a, const gti_node *node, bool key);

#define GTI_SAY(a, symbol, node, ...)                                                                        \
    gti_report_add((a)->report, GTI_CODE_##symbol, gti_at_value((a), (node)), gti_path_to((a), (node)), __VA_ARGS__)
#define GTI_SAY_KEY(a, symbol, node, ...)                                                                    \
    gti_report_add((a)->report, GTI_CODE_##symbol, gti_at_key((a), (node)), gti_path_to((a), (node)), __VA_ARGS__)
#define GTI_SAY_SPOT(a, symbol, spot, ...)                                                                   \
    gti_report_add((a)->report, GTI_CODE_##symbol, &(spot)->place, (spot)->path, __VA_ARGS__)

/* ---- guess.c: the nearest of several words */
typedef struct gti_guess {
    gti_assembly *a;
    const char *text;
    size_t size, limit;
    const char *best;
} gti_guess;
gti_guess gti_guess_begin(gti_assembly *a, const char *text, size_t size);
void gti_guess_try(gti_guess *guess, const char *candidate);
/* The nearest id among the declared records of a kind; NULL: none is near. */
const char *gti_guess_id(gti_assembly *a, uint32_t kind, const char *id);
/* The hint to the newest diagnostic: "did you mean x? …", then the words, which are "a, b or c" in `a->words`. */
void gti_hint_words(gti_assembly *a, const char *best, const char *what);
void gti_words_clear(gti_assembly *a);
void gti_words_add(gti_assembly *a, const char *word);

/* ---- compile.c: mappings by their schema */
void gti_compile_fields(gti_assembly *a, const gti_schema *schema, const gti_node *map, void *object);
bool gti_expect_map(gti_assembly *a, const gti_node *node, const char *what);
void gti_unknown_key(gti_assembly *a, const gti_node *entry, const char *const *known); /* `known` ends with NULL */
/* Memory of the dossier, zeroed. */
void *gti_compile_array(gti_assembly *a, size_t count, size_t each);

/* Where a list is meant, anything else is a list of one. */
static inline const gti_node *gti_each_first(const gti_node *node)
{
    return node->type == GTI_NODE_LIST ? node->first : node;
}
static inline const gti_node *gti_each_next(const gti_node *node, const gti_node *item)
{
    return node->type == GTI_NODE_LIST ? item->next : NULL;
}
static inline uint32_t gti_each_count(const gti_node *node)
{
    return node->type == GTI_NODE_LIST ? node->count : 1;
}
#define GTI_EACH(item, node)                                                                                 \
    for (const gti_node *item = gti_each_first(node); item != NULL; item = gti_each_next(node, item))

/* ---- compile_scalars.c. Each says what is wrong and then gives NULL or false. */
bool gti_is_empty(const gti_node *node);
bool gti_refuse_empty(gti_assembly *a, const gti_node *node); /* true: it was empty, and that was said */
bool gti_take_scalar(gti_assembly *a, const gti_node *node);
const char *gti_take_text(gti_assembly *a, const gti_node *node, uint32_t flags);
const char *gti_take_id(gti_assembly *a, const gti_node *node);
gtee_date gti_take_date(gti_assembly *a, const gti_node *node);
bool gti_take_bool(gti_assembly *a, const gti_node *node, bool *value);
bool gti_take_uint(gti_assembly *a, const gti_node *node, uint32_t *value);
bool gti_take_decimal(gti_assembly *a, const gti_node *node, gti_decimal *value);
uint32_t gti_take_word(gti_assembly *a, const gti_node *node, const gti_word *words);
/* Text that lives as long as the dossier: equal texts once; or a copy. */
const char *gti_intern(gti_assembly *a, const char *text, size_t size);
bool gti_is_reserved(const char *id);

/* ---- compile_refs.c */
gtee_record *gti_take_ref(gti_assembly *a, const gti_node *node, uint32_t kind);
/* The declared record of an id; NULL if there is none (yet). */
gtee_record *gti_find_declared(const gti_assembly *a, uint32_t kind, const char *id, size_t size);
/* The record of an id that stands at `node`, as its key or its text. */
gtee_record *gti_refer(gti_assembly *a, uint32_t kind, const char *id, size_t size, const gti_node *node, bool key);
/* The participant that is the key of an entry. */
gtee_participant *gti_take_key_participant(gti_assembly *a, const gti_node *entry);
void gti_take_refs(gti_assembly *a, const gti_node *node, uint32_t kind, gti_refs_list *list);
void gti_take_names(gti_assembly *a, const gti_node *node, gti_pairs *names);
void gti_take_codes(gti_assembly *a, const gti_node *node, gti_pairs *codes);
/* A new record of a kind, or the one that was awaited, now declared. */
gtee_record *gti_declare(gti_assembly *a, uint32_t kind, const gti_node *node);

/* ---- compile_terms.c */
void gti_take_terms(gti_assembly *a, const gti_node *node, gti_terms *terms);
void gti_take_term_list(gti_assembly *a, const gti_node *node, gti_terms *terms);
void gti_take_stance(gti_assembly *a, const gti_node *entry, uint32_t stance, gtee_position *position);
bool gti_take_variable(gti_assembly *a, const gti_node *entry, gtee_issue **issue, gtee_participant **participant);
const gtee_option *gti_find_option(gti_assembly *a, const gtee_issue *issue, const char *id, size_t size);
void gti_list_options(gti_assembly *a, const gtee_issue *issue, const char *id, size_t size); /* as hint */
/* True: all issues named in these terms are declared; otherwise they were put aside. */
bool gti_terms_ready(gti_assembly *a, const gti_node *node, enum gti_type type, void *target);
/* Reads what was put aside. */
void gti_take_waiting(gti_assembly *a);

/* ---- compile_parts.c */
void gti_take_utilities(gti_assembly *a, const gti_node *node, gti_utilities *utilities);
void gti_take_likelihood(gti_assembly *a, const gti_node *node, gtee_likelihood *likelihood);
void gti_take_honours(gti_assembly *a, const gti_node *node, gti_honours *honours);

/* ---- compile_rules.c */
void gti_take_rules(gti_assembly *a, const gti_node *node, gti_rules *rules);

/* ---- check.c, check_proposal.c: what a record must be as a whole; the node is the record's */
void gti_check_record(gti_assembly *a, gtee_record *record, const gti_node *node);

void gti_check_proposal(gti_assembly *a, gtee_proposal *proposal, const gti_node *node);

/* A question for link.c. */
void gti_ask_later(gti_assembly *a, enum gti_question question, void *subject, void *object, const gti_node *node, bool key);

/* ---- link*.c: what all records together must be */
void gti_link(gti_assembly *a);
bool gti_link_members(gti_assembly *a); /* false: there is a circle, or no memory */
void gti_link_questions(gti_assembly *a);
void gti_link_clauses(gti_assembly *a);

#endif
