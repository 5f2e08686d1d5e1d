/* hold.h: showing rules, power and stress tests: what these share. Uses deals.h, base, reason/rule.h and reason/view.h (for groups as of the day). */
#ifndef GTI_SHOW_HOLD_H
#define GTI_SHOW_HOLD_H

#include "reason/rule.h"
#include "show/deals.h"

/* ---- hold.c: figures and lists of participants */
void gti_put_rounded(gti_show *show, double value);          /* three decimals, never 0 or 1 unless it is; "–" for no number */
void gti_put_range(gti_show *show, double low, double high); /* "0.25", "0.25–0.5" */
/* The same of a probability with its word: "0.6–0.7 (likely)", "0–1 (not known)". */
void gti_put_chance(gti_show *show, double low, double high);
/* "A, B and C": count, and who stands at an index of the list. */
typedef const gtee_participant *(*gti_participant_of)(const void *list, size_t index);
void gti_put_people(gti_show *show, const void *list, size_t count, gti_participant_of at);
void gti_put_coalition(gti_show *show, const gtee_coalition *coalition); /* "nobody" if it is empty */
/* The name that the proposal gives the rule; NULL: it is a part of one. */
const char *gti_rule_name_of(const gtee_proposal *proposal, const gtee_rule *rule);
/* The name of the rule of the proposal that this is, or is a part of; NULL: of none. */
const char *gti_rule_home(const gtee_proposal *proposal, const gtee_rule *part);
/* Appends the distinct participants (const gtee_participant *) that the leaves in the rule's list stand for as of the day, in the dossier's order.
 * false: no memory, and the show has failed. */
bool gti_rule_people(gti_show *show, const gtee_view *view, const gtee_rule *rule, gti_vec *people);

void gti_json_range(gti_json *json, const char *key, double low, double high); /* {"low", "high"} */
void gti_json_people(gti_json *json, const char *key, const void *list, size_t count, gti_participant_of at);
void gti_json_citations(gti_json *json, const gtee_record *record);       /* key citations: [{"id", "locator"}] */
void gti_json_coalition(gti_json *json, const gtee_coalition *coalition); /* an item: a list of ids */

/* ---- rule_tree.c: the rule as a tree; members that are veto players or stand in several places are marked, and a legend says how. */
void gti_doc_rule(gti_show *show, const gtee_game *game);
void gti_json_rule(gti_show *show, gti_json *json, const gtee_game *game); /* key tree */

/* ---- power.c: parts of its document and data */
void gti_doc_power(gti_show *show, const gtee_power *power);               /* headings, table, how it was worked out */
void gti_json_power(gti_show *show, gti_json *json, const gtee_power *power); /* members of a map that has begun */
#define GTI_POWER_FIELDS                                                                                                                     \
    "dummy", "swings", "minimal", "absolute", "banzhaf", "prevent", "initiate", "shapley", "deegan_packel", "holler", "johnston",           \
        "absolute_fraction", "banzhaf_fraction", "prevent_fraction", "initiate_fraction", "shapley_fraction", "deegan_packel_fraction",     \
        "holler_fraction", "johnston_fraction"
#define GTI_POWER_FIELD_COUNT 19u
void gti_csv_power(gti_csv *csv, const gtee_member_power *member); /* the fields; NULL: as many empty ones */

#endif
