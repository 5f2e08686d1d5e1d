/* schema.c: the tables of the format (docs/format.md): the words, and the keys of every record and part. Uses schema.h. */
#include "record/schema.h"

#include <stddef.h>

/* ---- Words */

const gti_word gti_words_participant[] = {{"state", GTEE_PARTICIPANT_STATE},
                                          {"organization", GTEE_PARTICIPANT_ORGANIZATION},
                                          {"coalition", GTEE_PARTICIPANT_COALITION},
                                          {"office", GTEE_PARTICIPANT_OFFICE},
                                          {"person", GTEE_PARTICIPANT_PERSON},
                                          {"group", GTEE_PARTICIPANT_GROUP},
                                          {NULL, 0}};

const gti_word gti_words_derived[] = {
    {"guarantor", GTEE_DERIVED_GUARANTOR}, {"veto-player", GTEE_DERIVED_VETO_PLAYER}, {NULL, 0}};

const gti_word gti_words_status[] = {{"draft", GTEE_PROPOSAL_DRAFT},
                                     {"floated", GTEE_PROPOSAL_FLOATED},
                                     {"tabled", GTEE_PROPOSAL_TABLED},
                                     {"agreed", GTEE_PROPOSAL_AGREED},
                                     {"signed", GTEE_PROPOSAL_SIGNED},
                                     {"in-force", GTEE_PROPOSAL_IN_FORCE},
                                     {"rejected", GTEE_PROPOSAL_REJECTED},
                                     {"withdrawn", GTEE_PROPOSAL_WITHDRAWN},
                                     {"lapsed", GTEE_PROPOSAL_LAPSED},
                                     {NULL, 0}};

const gti_word gti_words_binding[] = {{"declaratory", GTEE_BINDING_DECLARATORY},
                                      {"political", GTEE_BINDING_POLITICAL},
                                      {"legal", GTEE_BINDING_LEGAL},
                                      {"ratified", GTEE_BINDING_RATIFIED},
                                      {NULL, 0}};

const gti_word gti_words_stance[] = {{"requires", GTEE_STANCE_REQUIRES},
                                     {"rejects", GTEE_STANCE_REJECTS},
                                     {"prefers", GTEE_STANCE_PREFERS},
                                     {"opposes", GTEE_STANCE_OPPOSES},
                                     {"accepts", GTEE_STANCE_ACCEPTS},
                                     {NULL, 0}};

const gti_word gti_words_evidence[] = {{"stated", GTEE_EVIDENCE_STATED},
                                       {"reported", GTEE_EVIDENCE_REPORTED},
                                       {"inferred", GTEE_EVIDENCE_INFERRED},
                                       {NULL, 0}};

const gti_word gti_words_firmness[] = {{"firm", GTEE_FIRMNESS_FIRM},
                                       {"hedged", GTEE_FIRMNESS_HEDGED},
                                       {"exploratory", GTEE_FIRMNESS_EXPLORATORY},
                                       {NULL, 0}};

const gti_word gti_words_event[] = {{"meeting", GTEE_EVENT_MEETING},
                                    {"statement", GTEE_EVENT_STATEMENT},
                                    {"signature", GTEE_EVENT_SIGNATURE},
                                    {"ratification", GTEE_EVENT_RATIFICATION},
                                    {"attack", GTEE_EVENT_ATTACK},
                                    {"violation", GTEE_EVENT_VIOLATION},
                                    {"invocation", GTEE_EVENT_INVOCATION},
                                    {"entry-into-force", GTEE_EVENT_ENTRY_INTO_FORCE},
                                    {"withdrawal", GTEE_EVENT_WITHDRAWAL},
                                    {"other", GTEE_EVENT_OTHER},
                                    {NULL, 0}};

/* Intelligence Community Directive 203 (2 January 2015), D.6.e(2)(a). */
const gti_likelihood_word gti_likelihood_words[] = {{"almost-no-chance", "0.01", "0.05"},
                                                    {"very-unlikely", "0.05", "0.2"},
                                                    {"unlikely", "0.2", "0.45"},
                                                    {"roughly-even-chance", "0.45", "0.55"},
                                                    {"likely", "0.55", "0.8"},
                                                    {"very-likely", "0.8", "0.95"},
                                                    {"almost-certain", "0.95", "0.99"},
                                                    {NULL, NULL, NULL}};

static bool same_words(const char *text, const char *word)
{
    while (*text != '\0' && (*text == *word || (*text == ' ' && *word == '-'))) {
        text++;
        word++;
    }
    return *text == '\0' && *word == '\0';
}

const gti_likelihood_word *gti_likelihood_word_find(const char *text)
{
    const gti_likelihood_word *word = gti_likelihood_words;

    while (word->word != NULL && !same_words(text, word->word))
        word++;
    return word->word != NULL ? word : NULL;
}

const char *gti_word_of(const gti_word *words, uint32_t value)
{
    for (; words->word != NULL; words++)
        if (words->value == value)
            return words->word;
    return "";
}

/* ---- Fields. FIELD(type, struct, member, key, flags), and FIELD_OF with further members of gti_field. */

#define REQUIRED GTI_FIELD_REQUIRED
#define NAME     GTI_FIELD_NAME
#define RECURS   GTI_FIELD_RECURS
#define IDS      GTI_FIELD_IDS
#define BEGINS   GTI_FIELD_BEGINS
#define ENDS     GTI_FIELD_ENDS

#define FIELD_OF(T, S, M, K, F, ...)                                                                         \
    {                                                                                                        \
        .key = (K), .key_size = sizeof(K) - 1, .type = GTI_TYPE_##T, .flags = (F), .offset = offsetof(S, M), \
        __VA_ARGS__                                                                                          \
    }
#define FIELD(T, S, M, K, F)                 FIELD_OF(T, S, M, K, F, .kind = 0)
#define FIELD_REF(T, S, M, K, F, KIND)       FIELD_OF(T, S, M, K, F, .kind = GTEE_KIND_##KIND)
#define FIELD_WORD(S, M, K, F, WORDS)        FIELD_OF(WORD, S, M, K, F, .words = gti_words_##WORDS)
#define FIELD_PART(T, S, M, K, F, PART)      FIELD_OF(T, S, M, K, F, .part = &(PART))
#define FIELD_NUMBER(T, S, M, K, HAS)        FIELD_OF(T, S, M, K, 0, .offset2 = offsetof(S, HAS))
#define FIELDS_ID(S, F)                      FIELD(ID, S, record.id, "id", F)
#define FIELD_SOURCE(S, F)                   FIELD_PART(CITATIONS, S, record.citations, "source", F, citation)
#define FIELD_NOTE(S)                        FIELD(TEXT, S, record.note, "note", 0)
#define SCHEMA(N, S, FIELDS)                 {N, sizeof(S), FIELDS, sizeof(FIELDS) / sizeof((FIELDS)[0])}

/* ---- Parts */

static const gti_field citation_fields[] = {FIELD_REF(REF, gtee_citation, source, "id", REQUIRED, SOURCE),
                                            FIELD(TEXT, gtee_citation, locator, "locator", RECURS | GTI_FIELD_LOCATOR)};
static const gti_schema citation = SCHEMA("citation", gtee_citation, citation_fields);

static const gti_field membership_fields[] = {
    FIELD_REF(REF, gtee_membership, member, "id", REQUIRED, PARTICIPANT),
    FIELD(DATE, gtee_membership, from, "from", BEGINS), FIELD(DATE, gtee_membership, until, "until", ENDS),
    FIELD(TEXT, gtee_membership, role, "role", RECURS)};
static const gti_schema membership = SCHEMA("member", gtee_membership, membership_fields);

static const gti_field office_fields[] = {
    FIELD_REF(REF, gtee_office, participant, "id", REQUIRED, PARTICIPANT),
    FIELD(TEXT, gtee_office, title, "office", RECURS | NAME), FIELD(DATE, gtee_office, from, "from", BEGINS),
    FIELD(DATE, gtee_office, until, "until", ENDS)};
static const gti_schema office = SCHEMA("office", gtee_office, office_fields);

static const gti_field option_fields[] = {FIELD(ID, gtee_option, id, "id", REQUIRED),
                                          FIELD(TEXT, gtee_option, title, "title", NAME),
                                          FIELD(TEXT, gtee_option, description, "description", 0)};
static const gti_schema option = SCHEMA("option", gtee_option, option_fields);

static const gti_field trigger_fields[] = {
    FIELD(TEXTS, gtee_trigger, acts, "act", RECURS | IDS),
    FIELD_REF(REFS, gtee_trigger, by, "by", 0, PARTICIPANT),
    FIELD_REF(REFS, gtee_trigger, against, "against", 0, PARTICIPANT),
    FIELD(TEXTS, gtee_trigger, places, "place", RECURS | IDS), FIELD(TEXT, gtee_trigger, gist, "gist", 0)};
static const gti_schema trigger = SCHEMA("trigger", gtee_trigger, trigger_fields);

static const gti_field scope_fields[] = {FIELD(TEXTS, gti_scope, territory, "territory", RECURS),
                                         FIELD(TEXTS, gti_scope, domain, "domain", RECURS)};
static const gti_schema scope = SCHEMA("scope", gti_scope, scope_fields);

/* ---- Records */

static const gti_field source_fields[] = {FIELDS_ID(gtee_source, REQUIRED),
                                          FIELD(TEXT, gtee_source, title, "title", REQUIRED | NAME),
                                          FIELD(TEXT, gtee_source, publisher, "publisher", RECURS | NAME),
                                          FIELD(TEXTS, gtee_source, authors, "author", RECURS | NAME),
                                          FIELD(DATE, gtee_source, date, "date", BEGINS),
                                          FIELD(TEXT, gtee_source, url, "url", 0),
                                          FIELD(TEXT, gtee_source, language, "language", RECURS | GTI_FIELD_LANGUAGE),
                                          FIELD(TEXT, gtee_source, text, "text", 0),
                                          FIELD_SOURCE(gtee_source, 0),
                                          FIELD_NOTE(gtee_source)};

static const gti_field participant_fields[] = {
    FIELDS_ID(gtee_participant, REQUIRED),
    FIELD_WORD(gtee_participant, kind, "kind", REQUIRED, participant),
    FIELD(NAMES, gtee_participant, names, "names", NAME),
    FIELD(CODES, gtee_participant, codes, "codes", RECURS),
    FIELD_PART(PARTS, gtee_participant, members, "members", 0, membership),
    FIELD_PART(PARTS, gtee_participant, offices, "speaks_for", 0, office),
    FIELD_SOURCE(gtee_participant, 0),
    FIELD_NOTE(gtee_participant)};

static const gti_field issue_fields[] = {FIELDS_ID(gtee_issue, REQUIRED),
                                         FIELD(TEXT, gtee_issue, title, "title", NAME),
                                         FIELD(TEXT, gtee_issue, description, "description", 0),
                                         FIELD_PART(PARTS, gtee_issue, options, "options", REQUIRED, option),
                                         FIELD(BOOL, gtee_issue, ordered, "ordered", 0),
                                         FIELD(ID, gtee_issue, default_id, "default", 0),
                                         FIELD_REF(REFS, gtee_issue, consent, "consent", 0, PARTICIPANT),
                                         FIELD_REF(REF, gtee_issue, by, "by", 0, PARTICIPANT),
                                         FIELD_WORD(gtee_issue, derived, "derived", 0, derived),
                                         FIELD(TEXTS, gtee_issue, tags, "tags", RECURS),
                                         FIELD(CODES, gtee_issue, references, "references", RECURS),
                                         FIELD_SOURCE(gtee_issue, 0),
                                         FIELD_NOTE(gtee_issue)};

static const gti_field constraint_fields[] = {
    FIELDS_ID(gtee_constraint, REQUIRED),
    FIELD(TERMS, gtee_constraint, when, "if", 0),
    FIELD(TERMS, gtee_constraint, then, "then", 0),
    FIELD_NUMBER(UINT, gtee_constraint, at_least, "at_least", has_at_least),
    FIELD_NUMBER(UINT, gtee_constraint, at_most, "at_most", has_at_most),
    FIELD(TERM_LIST, gtee_constraint, of, "of", 0),
    FIELD(TEXT, gtee_constraint, because, "because", REQUIRED),
    FIELD_SOURCE(gtee_constraint, 0),
    FIELD_NOTE(gtee_constraint)};

static const gti_field clause_fields[] = {
    FIELDS_ID(gtee_clause, REQUIRED),
    FIELD(TEXT, gtee_clause, title, "title", NAME),
    FIELD(TEXT, gtee_clause, gist, "gist", 0),
    FIELD_REF(REFS, gtee_clause, obligors, "obligors", 0, PARTICIPANT),
    FIELD_REF(REFS, gtee_clause, beneficiaries, "beneficiaries", 0, PARTICIPANT),
    FIELD(TERMS, gtee_clause, terms, "terms", 0),
    FIELD_PART(PART_NEW, gtee_clause, trigger, "trigger", 0, trigger),
    FIELD(TEXTS, gtee_clause, conditions, "conditions", 0),
    FIELD_PART(PART, gtee_clause, scope, "scope", 0, scope),
    FIELD(DATE, gtee_clause, from, "from", BEGINS),
    FIELD(DATE, gtee_clause, until, "until", ENDS),
    FIELD(TEXT, gtee_clause, within, "within", RECURS),
    FIELD_WORD(gtee_clause, bindingness, "bindingness", 0, binding),
    FIELD(ID, gtee_clause, activation_name, "activation", 0),
    FIELD_SOURCE(gtee_clause, 0),
    FIELD_NOTE(gtee_clause)};
static const gti_schema clause = SCHEMA("clause", gtee_clause, clause_fields);

static const gti_field proposal_fields[] = {
    FIELDS_ID(gtee_proposal, REQUIRED),
    FIELD(TEXT, gtee_proposal, title, "title", NAME),
    FIELD(TEXT, gtee_proposal, description, "description", 0),
    FIELD_REF(REFS, gtee_proposal, proposed_by, "proposed_by", 0, PARTICIPANT),
    FIELD(DATE, gtee_proposal, date, "date", BEGINS),
    FIELD_WORD(gtee_proposal, status, "status", 0, status),
    FIELD_REF(REFS, gtee_proposal, supersedes, "supersedes", 0, PROPOSAL),
    FIELD_REF(REFS, gtee_proposal, parties, "parties", 0, PARTICIPANT),
    FIELD_PART(CLAUSES, gtee_proposal, clauses, "clauses", 0, clause),
    FIELD(RULES, gtee_proposal, activation, "activation", 0),
    FIELD(TEXT, gtee_proposal, entry_into_force, "entry_into_force", 0),
    FIELD(TEXT, gtee_proposal, duration, "duration", 0),
    FIELD(TEXT, gtee_proposal, withdrawal, "withdrawal", 0),
    FIELD_SOURCE(gtee_proposal, 0),
    FIELD_NOTE(gtee_proposal)};

static const gti_field position_fields[] = {
    FIELDS_ID(gtee_position, 0),
    FIELD_REF(REF, gtee_position, participant, "participant", REQUIRED, PARTICIPANT),
    FIELD_REF(REF, gtee_position, speaker, "speaker", 0, PARTICIPANT),
    FIELD(DATE, gtee_position, date, "date", REQUIRED | BEGINS),
    FIELD(DATE, gtee_position, until, "until", ENDS),
    FIELD_OF(STANCE, gtee_position, stance, "", 0, .words = gti_words_stance,
             .offset2 = offsetof(gtee_position, terms), .offset3 = offsetof(gtee_position, proposal)),
    FIELD(TERMS, gtee_position, conditions, "if", 0),
    FIELD_NUMBER(DECIMAL, gtee_position, weight, "weight", has_weight),
    FIELD_WORD(gtee_position, evidence, "evidence", REQUIRED, evidence),
    FIELD_REF(REF, gtee_position, via, "via", 0, PARTICIPANT),
    FIELD_WORD(gtee_position, firmness, "firmness", 0, firmness),
    FIELD_SOURCE(gtee_position, REQUIRED),
    FIELD(TEXT, gtee_position, gist, "gist", 0),
    FIELD(TEXT, gtee_position, quote, "quote", 0),
    FIELD_REF(REFS, gtee_position, supersedes, "supersedes", 0, POSITION),
    FIELD_REF(REFS, gtee_position, withdraws, "withdraws", 0, POSITION),
    FIELD_NOTE(gtee_position)};

static const gti_field expectation_fields[] = {
    FIELDS_ID(gtee_expectation, 0),
    FIELD_REF(REF, gtee_expectation, holder, "holder", REQUIRED, PARTICIPANT),
    FIELD_REF(REF, gtee_expectation, obligor, "obligor", 0, PARTICIPANT),
    FIELD_REF(REF, gtee_expectation, proposal, "proposal", 0, PROPOSAL),
    FIELD(LIKELIHOOD, gtee_expectation, likelihood, "likelihood", REQUIRED),
    FIELD(DATE, gtee_expectation, date, "date", BEGINS),
    FIELD_WORD(gtee_expectation, evidence, "evidence", 0, evidence),
    FIELD_REF(REF, gtee_expectation, via, "via", 0, PARTICIPANT),
    FIELD(TEXT, gtee_expectation, gist, "gist", 0),
    FIELD(TEXT, gtee_expectation, quote, "quote", 0),
    FIELD_SOURCE(gtee_expectation, 0),
    FIELD_NOTE(gtee_expectation)};

static const gti_field preference_fields[] = {
    FIELDS_ID(gtee_preference, 0),
    FIELD_REF(REF, gtee_preference, participant, "participant", REQUIRED, PARTICIPANT),
    FIELD(UTILITIES, gtee_preference, utility, "utility", 0),
    FIELD_NUMBER(DECIMAL, gtee_preference, reservation, "reservation", has_reservation),
    FIELD_NUMBER(DECIMAL, gtee_preference, capability, "capability", has_capability),
    FIELD_NUMBER(DECIMAL, gtee_preference, salience, "salience", has_salience),
    FIELD(DATE, gtee_preference, date, "date", BEGINS),
    FIELD_WORD(gtee_preference, evidence, "evidence", 0, evidence),
    FIELD_SOURCE(gtee_preference, 0),
    FIELD_NOTE(gtee_preference)};

static const gti_field event_fields[] = {
    FIELDS_ID(gtee_event, 0),
    FIELD(TEXT, gtee_event, title, "title", NAME),
    FIELD(TEXT, gtee_event, gist, "gist", 0),
    FIELD(DATE, gtee_event, date, "date", REQUIRED | BEGINS),
    FIELD(DATE, gtee_event, until, "until", ENDS),
    FIELD_WORD(gtee_event, kind, "kind", REQUIRED, event),
    FIELD_REF(REFS, gtee_event, participants, "participants", 0, PARTICIPANT),
    FIELD(TEXT, gtee_event, place, "place", RECURS | NAME),
    FIELD_REF(REF, gtee_event, proposal, "proposal", 0, PROPOSAL),
    FIELD_WORD(gtee_event, evidence, "evidence", 0, evidence),
    FIELD_REF(REF, gtee_event, via, "via", 0, PARTICIPANT),
    FIELD(TEXT, gtee_event, quote, "quote", 0),
    FIELD_SOURCE(gtee_event, 0),
    FIELD_NOTE(gtee_event)};

static const gti_field scenario_fields[] = {
    FIELDS_ID(gtee_scenario, REQUIRED),
    FIELD(TEXT, gtee_scenario, title, "title", NAME),
    FIELD(TEXT, gtee_scenario, description, "description", 0),
    FIELD(DATE, gtee_scenario, date, "date", BEGINS),
    FIELD_PART(PART_NEW, gtee_scenario, trigger, "trigger", 0, trigger),
    FIELD_REF(REFS, gtee_scenario, support, "support", 0, PARTICIPANT),
    FIELD_REF(REFS, gtee_scenario, block, "block", 0, PARTICIPANT),
    FIELD_REF(REFS, gtee_scenario, unknown, "unknown", 0, PARTICIPANT),
    FIELD(HONOURS, gtee_scenario, honours, "honours", 0),
    FIELD_SOURCE(gtee_scenario, 0),
    FIELD_NOTE(gtee_scenario)};

static const gti_schema schemas[] = {SCHEMA("source", gtee_source, source_fields),
                                     SCHEMA("participant", gtee_participant, participant_fields),
                                     SCHEMA("issue", gtee_issue, issue_fields),
                                     SCHEMA("constraint", gtee_constraint, constraint_fields),
                                     SCHEMA("proposal", gtee_proposal, proposal_fields),
                                     SCHEMA("position", gtee_position, position_fields),
                                     SCHEMA("expectation", gtee_expectation, expectation_fields),
                                     SCHEMA("preference", gtee_preference, preference_fields),
                                     SCHEMA("event", gtee_event, event_fields),
                                     SCHEMA("scenario", gtee_scenario, scenario_fields),
                                     SCHEMA("clause", gtee_clause, clause_fields)};

static const char *const sections[] = {"",          "sources",     "participants", "issues", "constraints", "proposals",
                                       "positions", "expectations", "preferences",  "events", "scenarios"};

const gti_schema *gti_schema_of(uint32_t kind)
{
    return kind >= 1 && kind <= sizeof schemas / sizeof schemas[0] ? &schemas[kind - 1] : NULL;
}

const char *gti_kind_section(uint32_t kind)
{
    return kind <= GTI_KIND_COUNT ? sections[kind] : "";
}
