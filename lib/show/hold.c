/* hold.c: what the showings of rules, power and stress tests share: figures, probabilities in words, lists of participants. Uses hold.h, and
 * record/schema.h for the words of likelihoods. */
#include "show/hold.h"

#include "base/text.h"
#include "record/schema.h"

#include <string.h>

/* ---- Figures */

#define UNIT 1000u /* what is shown of figures between 0 and 1 */
#define LARGEST 1e15

static bool is_shown(double value)
{
    return value >= 0 && value <= LARGEST; /* no number fails both */
}

static uint64_t rounded(double value)
{
    return is_shown(value) ? (uint64_t)(value * UNIT + 0.5) : 0;
}

/* Would it be rounded to 0 or 1 without being that? Then it is shown with a sign before it. */
static bool is_extreme(double value)
{
    return (value > 0 && rounded(value) == 0) || (value < 1 && rounded(value) == UNIT);
}

void gti_put_rounded(gti_show *show, double value)
{
    if (!is_shown(value))
        gti_put(&show->doc, "–");
    else if (is_extreme(value))
        gti_put(&show->doc, value < 0.5 ? "<0.001" : ">0.999");
    else
        gti_put_number(show, (double)rounded(value) / UNIT);
}

void gti_put_range(gti_show *show, double low, double high)
{
    gti_put_rounded(show, low);
    if (rounded(high) == rounded(low))
        return;
    gti_put(&show->doc, is_extreme(low) || is_extreme(high) ? " to " : "–");
    gti_put_rounded(show, high);
}

static double bound_of(const char *text)
{
    gti_decimal decimal = {0, 0};

    return gti_decimal_parse(text, strlen(text), &decimal) ? gti_decimal_double(decimal) : 0;
}

static void put_word(gti_show *show, const gti_likelihood_word *word)
{
    for (const char *at = word->word; *at != '\0'; at++)
        gti_buffer_char(&show->doc.scratch, *at == '-' ? ' ' : *at);
}

/* The first word whose range ends at or above the low end, and the last one whose range begins at or below the high end. */
static void put_words(gti_show *show, double low, double high)
{
    const gti_likelihood_word *first = gti_likelihood_words, *last;

    while (first[1].word != NULL && bound_of(first->high) <= low)
        first++;
    for (last = first; last[1].word != NULL && bound_of(last[1].low) < high; last++)
        ;
    put_word(show, first);
    if (last == first)
        return;
    gti_put(&show->doc, " to ");
    put_word(show, last);
}

void gti_put_chance(gti_show *show, double low, double high)
{
    if (low <= 0 && high >= 1) {
        gti_put(&show->doc, "0–1 (not known)");
        return;
    }
    gti_put_range(show, low, high);
    if (high <= 0 || low >= 1)
        return; /* the words are for what is neither impossible nor certain */
    gti_put(&show->doc, " (");
    put_words(show, low, high);
    gti_put(&show->doc, ")");
}

void gti_json_range(gti_json *json, const char *key, double low, double high)
{
    gti_json_key(json, key);
    gti_json_begin_map(json);
    gti_json_real(json, "low", low);
    gti_json_real(json, "high", high);
    gti_json_end_map(json);
}

/* ---- Participants */

void gti_put_people(gti_show *show, const void *list, size_t count, gti_participant_of at)
{
    for (size_t i = 0; i < count; i++) {
        gti_put(&show->doc, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        gti_put_name(show, at(list, i));
    }
}

static const gtee_participant *coalition_at(const void *coalition, size_t index)
{
    return gtee_coalition_member_at(coalition, index);
}

void gti_put_coalition(gti_show *show, const gtee_coalition *coalition)
{
    const size_t count = gtee_coalition_member_count(coalition);

    if (count == 0)
        gti_put(&show->doc, "nobody");
    gti_put_people(show, coalition, count, coalition_at);
}

void gti_json_people(gti_json *json, const char *key, const void *list, size_t count, gti_participant_of at)
{
    if (key != NULL)
        gti_json_key(json, key);
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < count; i++)
        gti_json_text(json, gtee_participant_id(at(list, i)));
    gti_json_end_list(json);
}

void gti_json_coalition(gti_json *json, const gtee_coalition *coalition)
{
    gti_json_people(json, NULL, coalition, gtee_coalition_member_count(coalition), coalition_at);
}

void gti_json_citations(gti_json *json, const gtee_record *record)
{
    gti_json_key(json, "citations");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_record_citation_count(record); i++) {
        const gtee_citation *citation = gtee_record_citation_at(record, i);
        gti_json_begin_map(json);
        gti_json_member(json, "id", gtee_source_id(gtee_citation_source(citation)));
        gti_json_member(json, "locator", gtee_citation_locator(citation));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

/* ---- Rules */

const char *gti_rule_name_of(const gtee_proposal *proposal, const gtee_rule *rule)
{
    for (size_t i = 0; i < gtee_proposal_rule_count(proposal); i++)
        if (gtee_proposal_rule_at(proposal, i) == rule)
            return gtee_proposal_rule_name_at(proposal, i);
    return NULL;
}

/* Is the part somewhere in the rule? Named rules are not looked into. */
static bool contains(const gtee_rule *rule, const gtee_rule *part)
{
    bool found = rule == part;

    for (uint32_t i = 0; !found && rule->form != GTEE_RULE_NAMED && i < rule->child_count; i++)
        found = contains(rule->children[i], part);
    return found;
}

const char *gti_rule_home(const gtee_proposal *proposal, const gtee_rule *part)
{
    for (size_t i = 0; part != NULL && i < gtee_proposal_rule_count(proposal); i++)
        if (contains(gtee_proposal_rule_at(proposal, i), part))
            return gtee_proposal_rule_name_at(proposal, i);
    return NULL;
}

static int by_index(const void *user, const void *a, const void *b)
{
    const gtee_participant *one = *(const gtee_participant *const *)a, *two = *(const gtee_participant *const *)b;

    (void)user;
    return (one->record.index > two->record.index) - (one->record.index < two->record.index);
}

/* Sorts them and drops what comes twice. */
static bool make_distinct(gti_show *show, gti_vec *people, size_t first)
{
    const gtee_participant **items = people->items;
    size_t kept = first;

    if (people->count > first &&
        !gti_sort(&show->allocator, &items[first], people->count - first, sizeof *items, by_index, NULL))
        return false;
    for (size_t i = first; i < people->count; i++)
        if (i == first || items[i] != items[kept - 1])
            items[kept++] = items[i];
    people->count = kept;
    return true;
}

bool gti_rule_people(gti_show *show, const gtee_view *view, const gtee_rule *rule, gti_vec *people)
{
    const size_t first = people->count;
    bool good = true;

    if (rule->form == GTEE_RULE_PARTICIPANT)
        good = gti_members_expand(rule->participant, view->day, &show->allocator, people);
    for (uint32_t i = 0; good && i < rule->child_count; i++)
        if (rule->children[i]->form == GTEE_RULE_PARTICIPANT)
            good = gti_members_expand(rule->children[i]->participant, view->day, &show->allocator, people);
    good = good && make_distinct(show, people, first);
    if (!good)
        gti_show_fail(show);
    return good;
}
