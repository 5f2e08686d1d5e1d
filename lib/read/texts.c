/* texts.c: do quotes and locators stand in the sources' texts? Uses texts.h, evidence.h. */
#include "read/texts.h"

#include <string.h>

/* ---- Where a record is */

gti_place gti_texts_place(const gtee_record *record)
{
    const uint32_t length = record->file == NULL ? 0 : 1;

    return (gti_place){.file = record->file, .line = record->line, .column = record->column, .length = length};
}

/* Its place in its section of its file: how many of its kind stand before it there. */
static uint64_t place_in_file(const gtee_dossier *dossier, const gtee_record *record)
{
    const gti_vec *records = &dossier->kinds[record->kind];
    uint32_t first = record->index;

    while (first > 0 && (*GTI_VEC_AT(records, const gtee_record *, first - 1))->file == record->file)
        first--;
    return record->index - first;
}

void gti_texts_path(gti_texts_check *check, const gtee_record *record, gti_buffer *out)
{
    if (gti_report_full(check->report))
        return; /* nobody will see it, and counting is not free */
    if (record->kind == GTEE_KIND_CLAUSE) {
        gti_texts_path(check, &((const gtee_clause *)(const void *)record)->proposal->record, out);
        gti_buffer_format(out, ".clauses[%u]", (uint64_t)record->index);
        return;
    }
    gti_buffer_format(out, "%s[%u]", gti_kind_section(record->kind), place_in_file(check->dossier, record));
}

/* What a diagnostic about one key of a record needs. */
typedef struct spot {
    gti_place place;
    gti_buffer path;
} spot;

static spot spot_of(gti_texts_check *check, const gtee_record *record, const char *key)
{
    spot s = {.place = gti_texts_place(record)};

    gti_buffer_init(&s.path, check->allocator);
    gti_texts_path(check, record, &s.path);
    gti_buffer_format(&s.path, ".%s", key);
    if (s.path.failed)
        gti_report_failed(check->report);
    return s;
}

/* ---- Locators */

static gti_source_text *text_of(gti_texts_check *check, const gtee_citation *citation)
{
    return &check->texts[citation->source->record.index];
}

static void complain_of_range(gti_texts_check *check, const gtee_record *record, const gtee_citation *citation,
                              const gti_locator *locator)
{
    const gti_evidence *evidence = &text_of(check, citation)->evidence;
    const bool lines = locator->form == GTI_LOCATOR_LINES;
    const uint64_t count = lines ? evidence->lines.count : evidence->paragraphs.count;
    spot s = spot_of(check, record, "source");

    gti_report_add(check->report, GTI_CODE_LOCATOR_RANGE, &s.place, s.path.data, "there is no %q in source %q, which has %u %s",
                   citation->locator, citation->source->record.id, count, lines ? "lines" : "paragraphs");
    gti_buffer_free(&s.path);
}

static bool has_words(gti_texts_check *check, const gtee_citation *citation, bool *found)
{
    gti_evidence *evidence = &text_of(check, citation)->evidence;
    gti_buffer folded;

    gti_buffer_init(&folded, check->allocator);
    bool good = gti_fold_quote(&folded, citation->locator, strlen(citation->locator));
    *found = good && folded.size > 0 &&
             gti_evidence_find(evidence, gti_evidence_all(evidence), folded.data, folded.size) != SIZE_MAX;
    gti_buffer_free(&folded);
    return good;
}

static bool check_words(gti_texts_check *check, const gtee_record *record, const gtee_citation *citation)
{
    bool found;

    if (!has_words(check, citation, &found))
        return false;
    if (found)
        return true;
    spot s = spot_of(check, record, "source");
    gti_report_add(check->report, GTI_CODE_LOCATOR_WORDS, &s.place, s.path.data,
                   "the words of the locator %q do not stand in source %q", citation->locator, citation->source->record.id);
    gti_report_hint(check->report, "places are written `par 4`, `par 4-6`, `line 12`, `line 12-14`, or in words that stand there");
    gti_buffer_free(&s.path);
    return true;
}

static bool check_locator(gti_texts_check *check, const gtee_record *record, const gtee_citation *citation)
{
    gti_stretch stretch;

    if (citation->locator == NULL || !text_of(check, citation)->loaded)
        return true;
    const gti_locator locator = gti_locator_parse(citation->locator);
    if (locator.form == GTI_LOCATOR_WORDS)
        return check_words(check, record, citation);
    if (!gti_evidence_stretch(&text_of(check, citation)->evidence, &locator, &stretch))
        complain_of_range(check, record, citation, &locator);
    return true;
}

/* ---- Quotes */

static const char *quote_of(const gtee_record *record)
{
    switch (record->kind) {
    case GTEE_KIND_POSITION:
        return ((const gtee_position *)(const void *)record)->quote;
    case GTEE_KIND_EXPECTATION:
        return ((const gtee_expectation *)(const void *)record)->quote;
    case GTEE_KIND_EVENT:
        return ((const gtee_event *)(const void *)record)->quote;
    default:
        return NULL;
    }
}

/* What was found out about a quote in all texts that its record cites. */
typedef struct finding {
    bool stands;                  /* where it is said to stand, or that cannot be told */
    const gtee_citation *cited;   /* the first citation whose text was looked at */
    const gtee_citation *elsewhere; /* it stands in this one's text, but elsewhere: */
    size_t place;
} finding;

/* Where its locator says, or anywhere if that names no stretch (words, nothing, or what is reported as wrong already). */
static gti_stretch stretch_of(const gti_evidence *evidence, const gtee_citation *citation)
{
    gti_stretch stretch = gti_evidence_all(evidence);

    if (citation->locator == NULL)
        return stretch;
    const gti_locator locator = gti_locator_parse(citation->locator);
    if (locator.form != GTI_LOCATOR_WORDS)
        gti_evidence_stretch(evidence, &locator, &stretch);
    return stretch;
}

static void look(gti_texts_check *check, const gtee_citation *citation, const gti_buffer *quote, finding *found)
{
    gti_source_text *text = text_of(check, citation);

    if (!text->loaded) {
        found->stands = true;
        return;
    }
    if (found->cited == NULL)
        found->cited = citation;
    if (gti_evidence_find(&text->evidence, stretch_of(&text->evidence, citation), quote->data, quote->size) != SIZE_MAX) {
        found->stands = true;
        return;
    }
    if (found->elsewhere != NULL)
        return;
    found->place = gti_evidence_find(&text->evidence, gti_evidence_all(&text->evidence), quote->data, quote->size);
    if (found->place != SIZE_MAX)
        found->elsewhere = citation;
}

static void complain_of_elsewhere(gti_texts_check *check, const gtee_record *record, const finding *found)
{
    const gtee_citation *citation = found->elsewhere;
    const gti_evidence *evidence = &text_of(check, citation)->evidence;
    const bool lines = gti_locator_parse(citation->locator).form == GTI_LOCATOR_LINES;
    const uint64_t number = gti_evidence_number(lines ? &evidence->lines : &evidence->paragraphs, found->place);
    const char *what = lines ? "line" : "par";
    spot s = spot_of(check, record, "quote");

    gti_report_add(check->report, GTI_CODE_QUOTE_ELSEWHERE, &s.place, s.path.data,
                   "the quote stands in source %q at %s %u, not at %s", citation->source->record.id, what, number,
                   citation->locator);
    gti_report_hint(check->report, "write the locator as: %s %u", what, number);
    gti_buffer_free(&s.path);
}

static void complain_of_missing(gti_texts_check *check, const gtee_record *record, const char *quote, const finding *found)
{
    spot s = spot_of(check, record, "quote");

    gti_report_add(check->report, GTI_CODE_QUOTE_MISSING, &s.place, s.path.data, "the quote %q does not stand in source %q%s",
                   quote, found->cited->source->record.id, record->citations.count > 1 ? " or the others cited" : "");
    gti_buffer_free(&s.path);
}

/* A quote stands if it stands in one of the texts cited; where one of them is not at hand, it may stand there. */
static bool check_quote(gti_texts_check *check, const gtee_record *record)
{
    const char *text = quote_of(record);
    finding found = {.stands = record->citations.count == 0};
    gti_buffer quote;

    if (text == NULL)
        return true;
    gti_buffer_init(&quote, check->allocator);
    bool good = gti_fold_quote(&quote, text, strlen(text));
    for (uint32_t i = 0; good && !found.stands && i < record->citations.count; i++)
        look(check, &record->citations.items[i], &quote, &found);
    gti_buffer_free(&quote);
    if (good && !found.stands) {
        if (found.elsewhere != NULL)
            complain_of_elsewhere(check, record, &found);
        else
            complain_of_missing(check, record, text, &found);
    }
    return good;
}

/* ---- All records */

static bool check_record(gti_texts_check *check, const gtee_record *record)
{
    for (uint32_t i = 0; i < record->citations.count; i++)
        if (!check_locator(check, record, &record->citations.items[i]))
            return false;
    return check_quote(check, record);
}

static bool check_clauses(gti_texts_check *check, const gtee_proposal *proposal)
{
    for (uint32_t i = 0; i < proposal->clauses.count; i++)
        if (!check_record(check, &proposal->clauses.items[i]->record))
            return false;
    return true;
}

static bool check_kind(gti_texts_check *check, uint32_t kind)
{
    const gti_vec *records = &check->dossier->kinds[kind];

    for (size_t i = 0; i < records->count; i++) {
        const gtee_record *record = *GTI_VEC_AT(records, const gtee_record *, i);
        if (!check_record(check, record))
            return false;
        if (kind == GTEE_KIND_PROPOSAL && !check_clauses(check, (const gtee_proposal *)(const void *)record))
            return false;
    }
    return true;
}

static gtee_status check_all(gti_texts_check *check)
{
    bool good = gti_texts_load(check);

    for (uint32_t kind = 1; good && kind <= GTI_KIND_COUNT; kind++)
        good = check_kind(check, kind);
    if (!good)
        return GTEE_ERROR_MEMORY;
    return gti_report_status(check->report);
}

gtee_status gtee_dossier_check_texts(const gtee_dossier *dossier, const char *directory, gtee_diagnostics **diagnostics)
{
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (dossier == NULL || directory == NULL || directory[0] == '\0')
        return GTEE_ERROR_ARGUMENT;
    gti_report *report = gti_report_new(dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gti_texts_check check = {.dossier = dossier, .allocator = &dossier->context->allocator, .directory = directory, .report = report};
    gtee_status status = check_all(&check);
    gti_texts_free(&check);
    return gti_report_finish(report, status, diagnostics);
}
