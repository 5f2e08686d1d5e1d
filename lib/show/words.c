/* words.c: domain things in plain words. Uses words.h, show.h. */
#include "show/words.h"

#include <string.h>

const char *gti_name_of(const gti_show *show, const gtee_participant *participant)
{
    return gtee_participant_name(participant, show->options.language);
}

void gti_put_name(gti_show *show, const gtee_participant *participant)
{
    gti_put(&show->doc, gti_name_of(show, participant));
}

void gti_put_variable(gti_show *show, const gtee_issue *issue, const gtee_participant *choice)
{
    gti_put(&show->doc, gtee_issue_title(issue));
    if (choice == NULL)
        return;
    gti_put(&show->doc, " (");
    gti_put_name(show, choice);
    gti_put(&show->doc, ")");
}

uint64_t gti_all_options(const gtee_issue *issue)
{
    size_t count = gtee_issue_option_count(issue);

    return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

static bool has(uint64_t options, size_t index)
{
    return (options >> index & 1u) != 0;
}

static size_t how_many(uint64_t options)
{
    size_t count = 0;

    for (; options != 0; options &= options - 1)
        count++;
    return count;
}

static size_t lowest(uint64_t options)
{
    size_t index = 0;

    while (!has(options, index))
        index++;
    return index;
}

static void put_option(gti_show *show, const gtee_issue *issue, size_t index)
{
    const gtee_option *option = gtee_issue_option_at(issue, index);

    if (option != NULL)
        gti_put(&show->doc, gtee_option_title(option));
}

/* On a scale: a run that reaches one of its ends. */
static bool put_part_of_scale(gti_show *show, const gtee_issue *issue, uint64_t options)
{
    uint64_t all = gti_all_options(issue);
    size_t first = lowest(options), count = how_many(options);

    if (gtee_issue_ordered(issue) == 0 || count < 3) /* two are named */
        return false;
    if (options == (all >> first) << first) {
        put_option(show, issue, first);
        gti_put(&show->doc, " or more");
        return true;
    }
    if (first == 0 && (options & (options + 1)) == 0) {
        put_option(show, issue, count - 1);
        gti_put(&show->doc, " or less");
        return true;
    }
    return false;
}

void gti_put_options(gti_show *show, const gtee_issue *issue, uint64_t options, const char *between)
{
    uint64_t all = gti_all_options(issue);
    size_t left = how_many(options & all), total = how_many(all);

    options &= all;
    if (options == 0) {
        gti_put(&show->doc, "no option");
    } else if (options == all && total > 1) {
        gti_put(&show->doc, "any option");
    } else if (put_part_of_scale(show, issue, options)) {
        return;
    } else if (left + 1 == total && total > 3) {
        gti_put(&show->doc, "anything but ");
        put_option(show, issue, lowest(all & ~options));
    } else {
        for (size_t i = 0; left > 0; i++) {
            if (!has(options, i))
                continue;
            put_option(show, issue, i);
            left--;
            if (left > 0)
                gti_put_all(&show->doc, left == 1 ? between : ", ", (const char *)NULL);
        }
    }
}

void gti_put_term(gti_show *show, const gtee_term *term)
{
    gti_put_variable(show, gtee_term_issue(term), gtee_term_participant(term));
    gti_put(&show->doc, ": ");
    gti_put_options(show, gtee_term_issue(term), gtee_term_options(term), " or ");
}

void gti_put_conditions(gti_show *show, const gtee_position *position)
{
    size_t count = gtee_position_condition_count(position);

    for (size_t i = 0; i < count; i++) {
        const gtee_term *term = gtee_position_condition_at(position, i);
        gti_put(&show->doc, i == 0 ? ", if “" : " and “");
        gti_put_variable(show, gtee_term_issue(term), gtee_term_participant(term));
        gti_put(&show->doc, "” is ");
        gti_put_options(show, gtee_term_issue(term), gtee_term_options(term), " or ");
    }
}

static void put_proposal_title(gti_show *show, const gtee_proposal *proposal)
{
    gti_put_all(&show->doc, "“", gtee_proposal_title(proposal), "”", (const char *)NULL);
}

void gti_put_stance_on(gti_show *show, const gtee_position *position, const gtee_issue *issue)
{
    size_t count = gtee_position_term_count(position);
    uint32_t stance = gtee_position_stance(position);
    bool any = false;

    if (stance == GTEE_STANCE_NONE) {
        gti_put(&show->doc, "withdraws what it said before");
        return;
    }
    gti_put_all(&show->doc, gtee_stance_name(stance), " ", (const char *)NULL);
    if (gtee_position_proposal(position) != NULL)
        put_proposal_title(show, gtee_position_proposal(position));
    for (size_t i = 0; i < count; i++) {
        const gtee_term *term = gtee_position_term_at(position, i);
        if (issue != NULL && gtee_term_issue(term) != issue)
            continue;
        gti_put(&show->doc, any ? "; " : "");
        gti_put_term(show, term);
        any = true;
    }
    gti_put_conditions(show, position);
}

void gti_put_stance(gti_show *show, const gtee_position *position)
{
    gti_put_stance_on(show, position, NULL);
}

void gti_put_likelihood(gti_show *show, const gtee_likelihood *likelihood)
{
    double low = gtee_likelihood_low(likelihood), high = gtee_likelihood_high(likelihood);
    const char *words = gtee_likelihood_words(likelihood);
    gti_buffer *out = &show->doc.scratch;

    if (words != NULL) {
        for (; *words != '\0'; words++)
            gti_buffer_char(out, *words == '-' ? ' ' : *words);
        gti_buffer_text(out, " (");
    }
    gti_buffer_double(out, low);
    if (high > low) {
        gti_buffer_text(out, "–");
        gti_buffer_double(out, high);
    }
    if (gtee_likelihood_words(likelihood) != NULL)
        gti_buffer_char(out, ')');
}

void gti_put_period(gti_show *show, gtee_date from, gtee_date until)
{
    gti_put_date(&show->doc, from);
    if (until == GTEE_DATE_NONE)
        return;
    gti_put(&show->doc, from != GTEE_DATE_NONE ? " to " : "until ");
    gti_put_date(&show->doc, until);
}

void gti_put_evidence(gti_show *show, uint32_t evidence, const gtee_participant *via)
{
    if (evidence == GTEE_EVIDENCE_INFERRED) {
        gti_put(&show->doc, "inferred by the recorder");
    } else if (evidence == GTEE_EVIDENCE_REPORTED) {
        gti_put(&show->doc, "reported by ");
        gti_put(&show->doc, via != NULL ? gti_name_of(show, via) : "the source");
    } else {
        gti_put(&show->doc, gtee_evidence_name(evidence));
    }
}

const char *gti_firmness_name(uint32_t firmness)
{
    static const char *const names[] = {"", "firm", "hedged", "exploratory"};

    return firmness < sizeof names / sizeof names[0] ? names[firmness] : "";
}

const char *gti_participant_kind_name(uint32_t kind)
{
    static const char *const names[] = {"", "state", "organization", "coalition", "office", "person", "group"};

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

void gti_put_gist_and_quote(gti_show *show, const char *gist, const char *quote)
{
    gti_put(&show->doc, gist);
    if (quote == NULL)
        return;
    if (gist != NULL)
        gti_put(&show->doc, " — ");
    gti_put_all(&show->doc, "“", quote, "”", (const char *)NULL);
}

/* On what evidence, how firmly, what was said, where it stands. */
static void put_grounds(gti_show *show, const gtee_position *position)
{
    gti_doc *doc = &show->doc;
    uint32_t firmness = gtee_position_firmness(position);

    gti_put_evidence(show, gtee_position_evidence(position), gtee_position_via(position));
    if (firmness != GTEE_FIRMNESS_UNSPECIFIED)
        gti_put_all(doc, ", ", gti_firmness_name(firmness), (const char *)NULL);
    if (gtee_position_gist(position) != NULL || gtee_position_quote(position) != NULL)
        gti_put(doc, ": ");
    gti_put_gist_and_quote(show, gtee_position_gist(position), gtee_position_quote(position));
    gti_put_citations(show, gtee_position_record(position));
}

void gti_put_testimony(gti_show *show, const gtee_position *position)
{
    const gtee_participant *speaker = gtee_position_speaker(position);

    gti_put_name(show, speaker != NULL ? speaker : gtee_position_participant(position));
    gti_put(&show->doc, ", ");
    gti_put_date(&show->doc, gtee_position_date(position));
    gti_put(&show->doc, ", ");
    put_grounds(show, position);
}

void gti_put_brief_testimony(gti_show *show, const gtee_position *position)
{
    const gtee_participant *speaker = gtee_position_speaker(position);

    if (speaker != NULL && speaker != gtee_position_participant(position)) {
        gti_put_name(show, speaker);
        gti_put(&show->doc, ", ");
    }
    put_grounds(show, position);
}

enum gti_style gti_verdict_style(uint32_t kind)
{
    switch (kind) {
    case GTEE_VERDICT_CONTESTED:
    case GTEE_VERDICT_REJECTS:
        return GTI_BAD;
    case GTEE_VERDICT_NOT_ASKED:
    case GTEE_VERDICT_CONDITIONAL:
    case GTEE_VERDICT_RESERVATIONS:
        return GTI_MIXED;
    case GTEE_VERDICT_ACCEPTS:
        return GTI_GOOD;
    default:
        return GTI_DIM;
    }
}

/* ---- Citations */

/* The source's number, from 1; it gets one if it has none yet. */
static size_t number_of(gti_show *show, const gtee_source *source)
{
    uint32_t index = gtee_source_record(source)->index, number = 0;

    if (gti_map_get(&show->cited_numbers, index, &number))
        return number;
    const gtee_source **slot = gti_vec_push(&show->allocator, &show->cited);
    number = (uint32_t)show->cited.count;
    if (slot != NULL)
        *slot = source;
    if (slot == NULL || !gti_map_put(&show->allocator, &show->cited_numbers, index, number))
        gti_show_fail(show);
    return number;
}

/* A text behind a space, without a place at which a line could end. */
static void put_glued(gti_show *show, const char *text)
{
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        gti_put_glue(&show->doc);
        const char *word = gti_arena_copy(&show->doc.arena, text, size);
        if (word == NULL)
            gti_show_fail(show);
        gti_put(&show->doc, word);
        text += size + strspn(text + size, " ");
    }
}

void gti_put_citations(gti_show *show, const gtee_record *record)
{
    size_t count = gtee_record_citation_count(record);
    const gtee_source *before = NULL;

    for (size_t i = 0; i < count; i++) {
        const gtee_citation *citation = gtee_record_citation_at(record, i);
        const char *locator = gtee_citation_locator(citation);
        if (gtee_citation_source(citation) != before) {
            gti_put(&show->doc, before != NULL ? "] [" : gti_pending(&show->doc) ? " [" : "[");
            gti_put_uint(&show->doc, number_of(show, gtee_citation_source(citation)));
        } else if (locator != NULL) {
            gti_put(&show->doc, ",");
        }
        if (locator != NULL)
            put_glued(show, locator);
        before = gtee_citation_source(citation);
    }
    gti_put(&show->doc, count > 0 ? "]" : "");
}

static void put_source(gti_show *show, const gtee_source *source)
{
    gti_doc *doc = &show->doc;

    gti_put_all(doc, "“", gtee_source_title(source), "”", (const char *)NULL);
    if (gtee_source_publisher(source) != NULL)
        gti_put_all(doc, ", ", gtee_source_publisher(source), (const char *)NULL);
    if (gtee_source_date(source) != GTEE_DATE_NONE) {
        gti_put(doc, ", ");
        gti_put_date(doc, gtee_source_date(source));
    }
    gti_put(doc, " (");
    gti_put_styled(doc, GTI_CODE, gtee_source_id(source));
    gti_put(doc, ")");
}

void gti_doc_sources(gti_show *show)
{
    gti_doc *doc = &show->doc;

    if (show->cited.count == 0)
        return;
    gti_doc_heading(doc, 2, show->cited.count == 1 ? "Source" : "Sources");
    for (size_t i = 0; i < show->cited.count; i++) {
        gti_put(doc, "[");
        gti_put_uint(doc, i + 1);
        gti_put(doc, "] ");
        const char *label = gti_take(doc);
        put_source(show, *GTI_VEC_AT(&show->cited, const gtee_source *, i));
        gti_doc_item(doc, 1, label, NULL);
    }
}

void gti_put_view(gti_show *show, const gtee_view *view)
{
    gti_doc *doc = &show->doc;
    uint32_t evidence = gtee_view_evidence(view);
    bool any = false;

    if (gtee_view_as_of(view) != GTEE_DATE_NONE) {
        gti_put(doc, "As of ");
        gti_put_date(doc, gtee_view_as_of(view));
        gti_put(doc, ", on ");
    } else {
        gti_put(doc, "On ");
    }
    if ((evidence & 7u) == 7u)
        gti_put(doc, "all");
    for (uint32_t bit = 1; bit <= 4 && (evidence & 7u) != 7u; bit <<= 1) {
        if ((evidence & bit) == 0)
            continue;
        gti_put_all(doc, any ? " and " : "", gtee_evidence_name(bit), (const char *)NULL);
        any = true;
    }
    gti_put(doc, " evidence");
}
