/* deals.h: showing conflicts, settlements and what goes with them: what these share. Uses show.h, words.h, reason/inquiry.h (for what was asked).
 *
 * A position is said in full the first time that it comes in a document; later it is referred to. */
#ifndef GTI_SHOW_DEALS_H
#define GTI_SHOW_DEALS_H

#include "reason/inquiry.h"
#include "show/words.h"

typedef struct gti_deals {
    gti_show *show;
    const gtee_view *view;
    gti_map said; /* by a position's number */
} gti_deals;

void gti_deals_begin(gti_deals *deals, gti_show *show, const gtee_view *view);
void gti_deals_end(gti_deals *deals);

/* How many of a list are to be shown. */
size_t gti_deals_shown(const gti_show *show, size_t count);
/* "2 red lines" */
void gti_put_red_lines(gti_show *show, uint64_t count);
void gti_put_consents(gti_show *show, uint64_t count);
/* "3 of 5, 2 consents and preferences of weight 1.5": what is not 0; "nothing" if all is. */
void gti_put_cost(gti_show *show, uint32_t red_lines, uint32_t consents, double weight);
void gti_put_number(gti_show *show, double number);
/* "Forces in Ukraine: France" */
void gti_put_choice(gti_show *show, const gtee_issue *issue, const gtee_participant *who);

/* Heading, view and what was asked. */
void gti_deals_head(gti_deals *deals, const char *title, const gti_inquiry *inquiry);
/* An item: whose position it is, what it says, and a paragraph with its evidence. */
void gti_deals_position(gti_deals *deals, const gtee_position *position);
/* The evidence alone. */
void gti_deals_testimony(gti_deals *deals, const gtee_position *position);
void gti_deals_constraint(gti_deals *deals, const gtee_constraint *constraint);
/* The names of those whose positions these are, each once: "Russia, Ukraine and France". */
typedef const gtee_position *(*gti_position_at)(const void *list, size_t index);
size_t gti_put_holders(gti_show *show, const void *list, size_t count, gti_position_at at);

/* ---- question.c: what was asked, as text, as the JSON member "question" */
bool gti_put_question(gti_show *show, const gti_inquiry *inquiry); /* false: nothing but the view */
void gti_json_question(gti_show *show, gti_json *json, const char *kind, const gti_inquiry *inquiry);
/* {"kind", "question", "view" …: the members with which each result begins */
void gti_json_deal_begin(gti_show *show, gti_json *json, const char *kind, const gtee_view *view, const gti_inquiry *inquiry);

/* ---- conflicts.c */
void gti_json_conflict(gti_show *show, gti_json *json, const gtee_conflict *conflict); /* a map */

static inline void gti_json_member(gti_json *json, const char *key, const char *text)
{
    gti_json_key(json, key);
    gti_json_text(json, text);
}

static inline void gti_json_number(gti_json *json, const char *key, uint64_t number)
{
    gti_json_key(json, key);
    gti_json_uint(json, number);
}

static inline void gti_json_flag(gti_json *json, const char *key, bool value)
{
    gti_json_key(json, key);
    gti_json_bool(json, value);
}

static inline void gti_json_real(gti_json *json, const char *key, double number)
{
    gti_json_key(json, key);
    gti_json_double(json, number);
}

#endif
