/* guarantee.h: the whole interface of libguarantee, in reading order.
 *
 * libguarantee models security-guarantee proposals and their participants, and reasons over them. A DOSSIER is the record:
 * who proposed what, who said what about it, when, and on whose evidence. A VIEW is the dossier as of a day. Reasoning takes
 * a view and gives an immutable RESULT whose every finding leads back to clauses, positions and sources.
 *
 * Contents
 *    1  Basics: version, status, dates            6  Positions, expectations, preferences, events, scenarios
 *    2  Context: allocator, log, limits           7  Loading and saving
 *    3  Text and diagnostics                      8  Building without files
 *    4  The dossier: sources, participants,       9  Names
 *       issues, terms, constraints               10  Views
 *    5  Proposals: clauses, triggers, rules      11  Reasoning: assess, compare, timeline, matrix
 *                                                    rules and power, stress
 *                                                12  Conflicts and settlements: what would have to move
 *                                                13  Showing tables and results
 *
 * Rules that hold wherever a comment says nothing else
 *  - Text is UTF-8 and NUL-terminated. Text, lists and records that are returned are BORROWED: they belong to the root that they
 *    were reached from (context, diagnostics, dossier, view, result, text) and live as long as it. Nothing borrowed is freed.
 *  - Roots are made by a `_new` or `_load` function with one reference, which `_unref` gives back; `_ref` takes another one.
 *    NULL may be given to `_unref`. A root keeps alive what it was made from.
 *  - Accessors of finished objects never fail, allocate nothing, take O(1), and may be called from many threads at once.
 *    Their handle must not be NULL. `_at` with an index that is out of range gives NULL (or 0); an optional field that was left
 *    out gives NULL (or 0): such results are marked [nullable]. Where a record exists, its required fields are never NULL.
 *  - Fallible functions return a gtee_status. Out-parameters come last, diagnostics the very last; they are always written
 *    (NULL or 0 on failure). `diagnostics` may be NULL if the caller does not want them; otherwise a list is written there when
 *    there is something to say, even a warning on success, and NULL when there is not; the caller gives it back.
 *    Every fallible function may return GTEE_ERROR_MEMORY and GTEE_ERROR_ARGUMENT (a NULL handle or pointer that must not be NULL,
 *    a value out of range, an option struct of unknown shape); further statuses are listed with it.
 *  - An object that is being built (builder, draft) belongs to one thread at a time. All else that is reached from a root is immutable.
 *  - Option structs begin with `size`, to be set to sizeof the struct; bytes behind what this library knows must be zero.
 *    A size above 4,096 is GTEE_ERROR_ARGUMENT before anything behind it is read.
 *    NULL means defaults, and so does a member that is 0 or NULL.
 *  - Words in square brackets are for generators of bindings as well as for readers: [nullable], [nullable: parameter], [called: name],
 *    [parallel: sequence], [until next]. bindings/generate/README.md says what each means, and which rules the declarations keep.
 *  - All functions are available since 0.1 unless their comment says otherwise. No function writes to a standard stream, reads
 *    the environment or the clock, or depends on the locale.
 */
#ifndef GUARANTEE_H
#define GUARANTEE_H

#include <stddef.h>
#include <stdint.h>

#if defined(GTEE_BUILDING)
#define GTEE_API __attribute__((visibility("default")))
#else
#define GTEE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ============================================================================================================ 1 Basics == */

#define GTEE_VERSION_MAJOR 0
#define GTEE_VERSION_MINOR 1
#define GTEE_VERSION_PATCH 0
#define GTEE_VERSION_STRING "0.1.0"

/** The version of the library that is running, such as "0.1.0" (the macros are the header's). */
GTEE_API const char *gtee_version(void);

/** The same as a number: major * 10000 + minor * 100 + patch. */
GTEE_API uint32_t gtee_version_number(void);

/** 1 if the running library has the named feature, else 0. Features of 0.1: "yaml", "json", "assess", "compare", "timeline", "rules", "stress",
 *  "conflicts", "settle". */
GTEE_API int32_t gtee_has_feature(const char *name);

/** How a call went. 0 is success; new values may be added. */
typedef int32_t gtee_status;
#define GTEE_OK ((gtee_status)0)
#define GTEE_ERROR_MEMORY ((gtee_status)1)    /* the allocator gave nothing; nothing leaks, nothing is half done */
#define GTEE_ERROR_ARGUMENT ((gtee_status)2)  /* the call itself is wrong */
#define GTEE_ERROR_DOSSIER ((gtee_status)3)   /* the dossier is wrong; the diagnostics say where and how to mend it */
#define GTEE_ERROR_LIMIT ((gtee_status)4)     /* a limit was crossed; the diagnostics name it */
#define GTEE_ERROR_IO ((gtee_status)5)        /* reading or writing failed; the diagnostics say what */
#define GTEE_ERROR_CANCELLED ((gtee_status)6) /* the caller's progress callback asked to stop */
#define GTEE_ERROR_NOT_FOUND ((gtee_status)7) /* no such name, proposal, variable, … */
#define GTEE_ERROR_AMBIGUOUS ((gtee_status)8) /* a name fits several participants */
#define GTEE_ERROR_INTERNAL ((gtee_status)9)  /* a defect of the library; please report it */

/** The status in a word, such as "out of memory"; never NULL, static. */
GTEE_API const char *gtee_status_text(gtee_status status);

/** A whole or partial date as the decimal number YYYYMMDD: 20250824 is 2025-08-24, 20250800 is 2025-08, 20250000 is 2025,
 *  0 is no date. Years 1 to 9999, Gregorian. Numbers compare as the first day of each compares, partial before whole. */
typedef int32_t gtee_date;
#define GTEE_DATE_NONE ((gtee_date)0)
#define GTEE_DATE_BUFFER 11

/** Reads "YYYY", "YYYY-MM" or "YYYY-MM-DD". GTEE_ERROR_ARGUMENT if the text is no date of the calendar. */
GTEE_API gtee_status gtee_date_parse(const char *text, gtee_date *date);

/** Writes the date in ISO 8601 with its NUL into a buffer of GTEE_DATE_BUFFER bytes ("" for no date) and returns the buffer. */
GTEE_API const char *gtee_date_format(gtee_date date, char *buffer);

/** The first day that a date stands for (itself, if whole); 0 for no date. */
GTEE_API gtee_date gtee_date_first_day(gtee_date date);

/** The last day that a date stands for (itself, if whole); 0 for no date. */
GTEE_API gtee_date gtee_date_last_day(gtee_date date);

/* =========================================================================================================== 2 Context == */

/** What all work of one caller shares: allocator, log, limits. Immutable once made; may be used by many threads at once if the
 *  allocator and the log function may. */
typedef struct gtee_context gtee_context;

/** An allocator. `resize` works as realloc does: memory NULL allocates, a new_size of 0 frees and returns NULL; old_size is what
 *  was asked for before. It must give memory aligned for any type, or NULL when there is none, and must not call back into the library. */
typedef struct gtee_allocator {
    size_t size;                                                                  /* sizeof (gtee_allocator) */
    void *(*resize)(void *user, void *memory, size_t old_size, size_t new_size); /* NULL: the C library's */
    void *user;
} gtee_allocator;

/** Called with one line of log text, without a line end. `level` is a GTEE_SEVERITY_…. */
typedef void (*gtee_log_function)(void *user, uint32_t level, const char *message);

/** Bounds on what hostile or mistaken input may cost. 0 means the default. See docs/format.md, Limits. */
typedef struct gtee_limits {
    size_t size;            /* sizeof (gtee_limits) */
    uint64_t file_bytes;    /* of one file; default 256 MiB */
    uint32_t files;         /* in one load; default 4,096 */
    uint32_t depth;         /* of nesting; default 64, at most 1,000 */
    uint64_t values;        /* in one dossier, with aliases expanded; default 64 million */
    uint64_t alias_values;  /* that come from expanding aliases; default 100,000 */
    uint32_t scalar_bytes;  /* of one scalar; default 64 KiB */
    uint32_t diagnostics;   /* errors kept; default 100; counting goes on behind it */
    uint32_t record_values; /* in one record, and behind all anchors of one file; default 1 million */
} gtee_limits;

typedef struct gtee_context_options {
    size_t size;                     /* sizeof (gtee_context_options) */
    const gtee_allocator *allocator; /* copied; NULL: the C library's */
    gtee_log_function log;           /* NULL: none */
    void *log_user;
    const gtee_limits *limits; /* copied; NULL: the defaults */
} gtee_context_options;

/** Makes a context. */
GTEE_API gtee_status gtee_context_new(const gtee_context_options *options, gtee_context **context);
GTEE_API gtee_context *gtee_context_ref(gtee_context *context);
GTEE_API void gtee_context_unref(gtee_context *context);

/** Called now and then during long work with how much is done of how much (total 0: unknown). Anything but 0 as its result stops the
 *  work, which then returns GTEE_ERROR_CANCELLED. */
typedef int32_t (*gtee_progress_function)(void *user, uint64_t done, uint64_t total);

/* ============================================================================================== 3 Text and diagnostics == */

/** A text that the library made: UTF-8 with a NUL behind its last byte. */
typedef struct gtee_text gtee_text;
GTEE_API gtee_text *gtee_text_ref(gtee_text *text);
GTEE_API void gtee_text_unref(gtee_text *text);
/** The bytes; never NULL. */
GTEE_API const char *gtee_text_data(const gtee_text *text);
/** The number of bytes, without the NUL. */
GTEE_API size_t gtee_text_size(const gtee_text *text);

/** A list of diagnostics, in order of file and place. */
typedef struct gtee_diagnostics gtee_diagnostics;
/** What is wrong at one place, why, and what would mend it. */
typedef struct gtee_diagnostic gtee_diagnostic;

#define GTEE_SEVERITY_ERROR ((uint32_t)1)   /* the dossier cannot be used as it is */
#define GTEE_SEVERITY_WARNING ((uint32_t)2) /* it can, but this is probably not what was meant */
#define GTEE_SEVERITY_NOTE ((uint32_t)3)
#define GTEE_SEVERITY_DEBUG ((uint32_t)4)   /* only in logs */

GTEE_API gtee_diagnostics *gtee_diagnostics_ref(gtee_diagnostics *diagnostics);
GTEE_API void gtee_diagnostics_unref(gtee_diagnostics *diagnostics);
GTEE_API size_t gtee_diagnostics_count(const gtee_diagnostics *diagnostics);
GTEE_API const gtee_diagnostic *gtee_diagnostics_at(const gtee_diagnostics *diagnostics, size_t index);
/** How many errors there were, those behind the limit included. */
GTEE_API uint64_t gtee_diagnostics_error_count(const gtee_diagnostics *diagnostics);
/** How many warnings there were, those behind the limit included. */
GTEE_API uint64_t gtee_diagnostics_warning_count(const gtee_diagnostics *diagnostics);

/** GTEE_SEVERITY_…. */
GTEE_API uint32_t gtee_diagnostic_severity(const gtee_diagnostic *diagnostic);
/** The stable code, such as "G0203"; its meaning is in docs/diagnostics.md. */
GTEE_API const char *gtee_diagnostic_code(const gtee_diagnostic *diagnostic);
/** The code's stable name, such as "unknown-key". */
GTEE_API const char *gtee_diagnostic_name(const gtee_diagnostic *diagnostic);
/** One sentence in plain words, without a full stop. */
GTEE_API const char *gtee_diagnostic_message(const gtee_diagnostic *diagnostic);
/** What would mend it. [nullable] */
GTEE_API const char *gtee_diagnostic_hint(const gtee_diagnostic *diagnostic);
/** The file as it was named by the caller. [nullable] when the record was built without files. */
GTEE_API const char *gtee_diagnostic_file(const gtee_diagnostic *diagnostic);
/** 1-based; 0 when there is no file. */
GTEE_API uint32_t gtee_diagnostic_line(const gtee_diagnostic *diagnostic);
/** 1-based, in code points; 0 when there is no file. */
GTEE_API uint32_t gtee_diagnostic_column(const gtee_diagnostic *diagnostic);
/** How many code points from there it spans, within the line; at least 1 when there is a file. */
GTEE_API uint32_t gtee_diagnostic_length(const gtee_diagnostic *diagnostic);
/** The place in the document, such as "positions[3].rejects.ground-troops". [nullable] */
GTEE_API const char *gtee_diagnostic_path(const gtee_diagnostic *diagnostic);
/** The line of the file that it stands in, shortened if very long. [nullable] */
GTEE_API const char *gtee_diagnostic_excerpt(const gtee_diagnostic *diagnostic);
/** The column of the excerpt's first code point (above 1 if the excerpt was shortened at its left). */
GTEE_API uint32_t gtee_diagnostic_excerpt_column(const gtee_diagnostic *diagnostic);
/** Other places that belong to it, such as where an id was first used: notes, each a diagnostic itself. [called: related] */
GTEE_API size_t gtee_diagnostic_related_count(const gtee_diagnostic *diagnostic);
GTEE_API const gtee_diagnostic *gtee_diagnostic_related_at(const gtee_diagnostic *diagnostic, size_t index);

/** The registry of codes: every diagnostic that this library can give. */
typedef struct gtee_diagnostic_code_info gtee_diagnostic_code_info;
GTEE_API size_t gtee_diagnostic_code_info_count(void);
GTEE_API const gtee_diagnostic_code_info *gtee_diagnostic_code_info_at(size_t index);
GTEE_API const char *gtee_diagnostic_code_info_code(const gtee_diagnostic_code_info *info);
GTEE_API const char *gtee_diagnostic_code_info_name(const gtee_diagnostic_code_info *info);
/** GTEE_SEVERITY_…. */
GTEE_API uint32_t gtee_diagnostic_code_info_severity(const gtee_diagnostic_code_info *info);
/** What it means, in a sentence or two. */
GTEE_API const char *gtee_diagnostic_code_info_meaning(const gtee_diagnostic_code_info *info);
/** How to mend it, in a sentence or two. */
GTEE_API const char *gtee_diagnostic_code_info_mend(const gtee_diagnostic_code_info *info);

/* ========================================================================================================= 4 The dossier == */

/** An immutable record of who proposed and said what. Safe to read from many threads. */
typedef struct gtee_dossier gtee_dossier;

typedef struct gtee_record gtee_record;           /* any of the records below */
typedef struct gtee_source gtee_source;           /* a text that others cite */
typedef struct gtee_participant gtee_participant; /* a state, organization, coalition, office, person or group */
typedef struct gtee_issue gtee_issue;             /* what can be agreed on */
typedef struct gtee_option gtee_option;           /* one choice on an issue */
typedef struct gtee_constraint gtee_constraint;   /* a domain fact that ties issues */
typedef struct gtee_proposal gtee_proposal;
typedef struct gtee_clause gtee_clause;
typedef struct gtee_trigger gtee_trigger; /* a casus foederis, or what happens in a scenario */
typedef struct gtee_rule gtee_rule;       /* a node of an activation rule */
typedef struct gtee_position gtee_position;
typedef struct gtee_expectation gtee_expectation;
typedef struct gtee_preference gtee_preference; /* an additive utility */
typedef struct gtee_utility gtee_utility;       /* its part for one variable */
typedef struct gtee_event gtee_event;
typedef struct gtee_scenario gtee_scenario;
typedef struct gtee_likelihood gtee_likelihood;
typedef struct gtee_citation gtee_citation; /* a source and the place in it */
typedef struct gtee_term gtee_term;         /* a selection of options for a variable */
typedef struct gtee_membership gtee_membership;
typedef struct gtee_office gtee_office; /* whom a person speaks for */

GTEE_API gtee_dossier *gtee_dossier_ref(gtee_dossier *dossier);
GTEE_API void gtee_dossier_unref(gtee_dossier *dossier);
/** [nullable] */
GTEE_API const char *gtee_dossier_title(const gtee_dossier *dossier);
/** [nullable] */
GTEE_API const char *gtee_dossier_description(const gtee_dossier *dossier);
/** The last day that any position, proposal, event or source bears (of a partial date its first day): what a view without a date is as of;
 *  0 if nothing is dated. */
GTEE_API gtee_date gtee_dossier_last_day(const gtee_dossier *dossier);
/** 1 if both hold the same records with the same fields in the same order, wherever they were loaded from, else 0. O(size). */
GTEE_API int32_t gtee_dossier_equal(const gtee_dossier *a, const gtee_dossier *b);
/** How many bytes the record takes in memory. */
GTEE_API uint64_t gtee_dossier_bytes(const gtee_dossier *dossier);

/* Records of each kind, in the order of the files; `_find` takes an id, O(1), and gives NULL if there is none. */
GTEE_API size_t gtee_dossier_source_count(const gtee_dossier *dossier);
GTEE_API const gtee_source *gtee_dossier_source_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_source *gtee_dossier_source_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_participant_count(const gtee_dossier *dossier);
GTEE_API const gtee_participant *gtee_dossier_participant_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_participant *gtee_dossier_participant_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_issue_count(const gtee_dossier *dossier);
GTEE_API const gtee_issue *gtee_dossier_issue_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_issue *gtee_dossier_issue_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_constraint_count(const gtee_dossier *dossier);
GTEE_API const gtee_constraint *gtee_dossier_constraint_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_constraint *gtee_dossier_constraint_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_proposal_count(const gtee_dossier *dossier);
GTEE_API const gtee_proposal *gtee_dossier_proposal_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_proposal *gtee_dossier_proposal_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_position_count(const gtee_dossier *dossier);
GTEE_API const gtee_position *gtee_dossier_position_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_position *gtee_dossier_position_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_expectation_count(const gtee_dossier *dossier);
GTEE_API const gtee_expectation *gtee_dossier_expectation_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_expectation *gtee_dossier_expectation_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_preference_count(const gtee_dossier *dossier);
GTEE_API const gtee_preference *gtee_dossier_preference_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_preference *gtee_dossier_preference_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_event_count(const gtee_dossier *dossier);
GTEE_API const gtee_event *gtee_dossier_event_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_event *gtee_dossier_event_find(const gtee_dossier *dossier, const char *id);
GTEE_API size_t gtee_dossier_scenario_count(const gtee_dossier *dossier);
GTEE_API const gtee_scenario *gtee_dossier_scenario_at(const gtee_dossier *dossier, size_t index);
GTEE_API const gtee_scenario *gtee_dossier_scenario_find(const gtee_dossier *dossier, const char *id);

/* -- Records: what all kinds have in common --------------------------------------------------------------------------------- */

#define GTEE_KIND_SOURCE ((uint32_t)1)
#define GTEE_KIND_PARTICIPANT ((uint32_t)2)
#define GTEE_KIND_ISSUE ((uint32_t)3)
#define GTEE_KIND_CONSTRAINT ((uint32_t)4)
#define GTEE_KIND_PROPOSAL ((uint32_t)5)
#define GTEE_KIND_POSITION ((uint32_t)6)
#define GTEE_KIND_EXPECTATION ((uint32_t)7)
#define GTEE_KIND_PREFERENCE ((uint32_t)8)
#define GTEE_KIND_EVENT ((uint32_t)9)
#define GTEE_KIND_SCENARIO ((uint32_t)10)
#define GTEE_KIND_CLAUSE ((uint32_t)11) /* within a proposal */

/** GTEE_KIND_…. */
GTEE_API uint32_t gtee_record_kind(const gtee_record *record);
/** The kind in a word, such as "position"; "" for no kind. */
GTEE_API const char *gtee_kind_name(uint32_t kind);
/** [nullable] for kinds whose id is optional. */
GTEE_API const char *gtee_record_id(const gtee_record *record);
/** The analyst's own remark. [nullable] */
GTEE_API const char *gtee_record_note(const gtee_record *record);
/** Where it was read. [nullable] when it was built without files. */
GTEE_API const char *gtee_record_file(const gtee_record *record);
/** 1-based; 0 when it was built without files. */
GTEE_API uint32_t gtee_record_line(const gtee_record *record);
/** 1-based, in code points; 0 when it was built without files. */
GTEE_API uint32_t gtee_record_column(const gtee_record *record);
GTEE_API size_t gtee_record_citation_count(const gtee_record *record);
GTEE_API const gtee_citation *gtee_record_citation_at(const gtee_record *record, size_t index);

GTEE_API const gtee_source *gtee_citation_source(const gtee_citation *citation);
/** The place in the source, such as "par 4". [nullable] */
GTEE_API const char *gtee_citation_locator(const gtee_citation *citation);

/* -- Sources ---------------------------------------------------------------------------------------------------------------- */

GTEE_API const gtee_record *gtee_source_record(const gtee_source *source);
GTEE_API const char *gtee_source_id(const gtee_source *source);
GTEE_API const char *gtee_source_title(const gtee_source *source);
/** [nullable] */
GTEE_API const char *gtee_source_publisher(const gtee_source *source);
GTEE_API size_t gtee_source_author_count(const gtee_source *source);
GTEE_API const char *gtee_source_author_at(const gtee_source *source, size_t index);
GTEE_API gtee_date gtee_source_date(const gtee_source *source);
/** [nullable] */
GTEE_API const char *gtee_source_url(const gtee_source *source);
/** BCP 47. [nullable] */
GTEE_API const char *gtee_source_language(const gtee_source *source);
/** File name of a local text. [nullable] */
GTEE_API const char *gtee_source_text(const gtee_source *source);

/* -- Participants ----------------------------------------------------------------------------------------------------------- */

#define GTEE_PARTICIPANT_STATE ((uint32_t)1)
#define GTEE_PARTICIPANT_ORGANIZATION ((uint32_t)2)
#define GTEE_PARTICIPANT_COALITION ((uint32_t)3)
#define GTEE_PARTICIPANT_OFFICE ((uint32_t)4)
#define GTEE_PARTICIPANT_PERSON ((uint32_t)5)
#define GTEE_PARTICIPANT_GROUP ((uint32_t)6)

GTEE_API const gtee_record *gtee_participant_record(const gtee_participant *participant);
GTEE_API const char *gtee_participant_id(const gtee_participant *participant);
/** GTEE_PARTICIPANT_…. */
GTEE_API uint32_t gtee_participant_kind(const gtee_participant *participant);
/** What to show: the first name in the language, else in English, else any, else the id. `language` may be NULL. O(names). [nullable: language] */
GTEE_API const char *gtee_participant_name(const gtee_participant *participant, const char *language);
GTEE_API size_t gtee_participant_name_count(const gtee_participant *participant);
GTEE_API const char *gtee_participant_name_at(const gtee_participant *participant, size_t index);
GTEE_API const char *gtee_participant_name_language_at(const gtee_participant *participant, size_t index);
GTEE_API size_t gtee_participant_code_count(const gtee_participant *participant);
GTEE_API const char *gtee_participant_code_at(const gtee_participant *participant, size_t index);
GTEE_API const char *gtee_participant_code_scheme_at(const gtee_participant *participant, size_t index);
/** The memberships that others have in it. */
GTEE_API size_t gtee_participant_member_count(const gtee_participant *participant);
GTEE_API const gtee_membership *gtee_participant_member_at(const gtee_participant *participant, size_t index);
/** The memberships that it has in others, in the order of those groups. */
GTEE_API size_t gtee_participant_membership_count(const gtee_participant *participant);
GTEE_API const gtee_membership *gtee_participant_membership_at(const gtee_participant *participant, size_t index);
/** Whom it speaks for with authority. */
GTEE_API size_t gtee_participant_office_count(const gtee_participant *participant);
GTEE_API const gtee_office *gtee_participant_office_at(const gtee_participant *participant, size_t index);
/** 1 if `member` is in `group` on that day, directly or through nested groups, else 0; `day` 0: on any day. O(size of the group). */
GTEE_API int32_t gtee_participant_is_member(const gtee_participant *member, const gtee_participant *group, gtee_date day);
/** 1 if `speaker` speaks for `participant` with authority on that day (a participant always does for itself), else 0. */
GTEE_API int32_t gtee_participant_speaks_for(const gtee_participant *speaker, const gtee_participant *participant, gtee_date day);

GTEE_API const gtee_participant *gtee_membership_group(const gtee_membership *membership);
GTEE_API const gtee_participant *gtee_membership_member(const gtee_membership *membership);
GTEE_API gtee_date gtee_membership_from(const gtee_membership *membership);
GTEE_API gtee_date gtee_membership_until(const gtee_membership *membership);
/** [nullable] */
GTEE_API const char *gtee_membership_role(const gtee_membership *membership);

GTEE_API const gtee_participant *gtee_office_participant(const gtee_office *office);
/** The office's title. [nullable] */
GTEE_API const char *gtee_office_title(const gtee_office *office);
GTEE_API gtee_date gtee_office_from(const gtee_office *office);
GTEE_API gtee_date gtee_office_until(const gtee_office *office);

/* -- Issues ----------------------------------------------------------------------------------------------------------------- */

#define GTEE_DERIVED_NONE ((uint32_t)0)
#define GTEE_DERIVED_GUARANTOR ((uint32_t)1)
#define GTEE_DERIVED_VETO_PLAYER ((uint32_t)2)

GTEE_API const gtee_record *gtee_issue_record(const gtee_issue *issue);
GTEE_API const char *gtee_issue_id(const gtee_issue *issue);
/** The title, or the id if it has none. */
GTEE_API const char *gtee_issue_title(const gtee_issue *issue);
/** [nullable] */
GTEE_API const char *gtee_issue_description(const gtee_issue *issue);
/** 2 to 64 in a sensible issue, at least 1. */
GTEE_API size_t gtee_issue_option_count(const gtee_issue *issue);
GTEE_API const gtee_option *gtee_issue_option_at(const gtee_issue *issue, size_t index);
/** By id; NULL if there is none. */
GTEE_API const gtee_option *gtee_issue_option_find(const gtee_issue *issue, const char *id);
/** 1 if the options are a scale from least to most, else 0. */
GTEE_API int32_t gtee_issue_ordered(const gtee_issue *issue);
/** The status quo that silence means. [nullable] */
GTEE_API const gtee_option *gtee_issue_default(const gtee_issue *issue);
/** Those whose acceptance any departure from the default needs. [called: consent] */
GTEE_API size_t gtee_issue_consent_count(const gtee_issue *issue);
GTEE_API const gtee_participant *gtee_issue_consent_at(const gtee_issue *issue, size_t index);
/** The group whose members each have a choice of their own. [nullable] */
GTEE_API const gtee_participant *gtee_issue_by(const gtee_issue *issue);
/** GTEE_DERIVED_…. */
GTEE_API uint32_t gtee_issue_derived(const gtee_issue *issue);
GTEE_API size_t gtee_issue_tag_count(const gtee_issue *issue);
GTEE_API const char *gtee_issue_tag_at(const gtee_issue *issue, size_t index);
/** Variables of other codebooks (ATOP, PA-X) that mean the same. */
GTEE_API size_t gtee_issue_reference_count(const gtee_issue *issue);
GTEE_API const char *gtee_issue_reference_at(const gtee_issue *issue, size_t index);
GTEE_API const char *gtee_issue_reference_scheme_at(const gtee_issue *issue, size_t index);

GTEE_API const char *gtee_option_id(const gtee_option *option);
/** The title, or the id if it has none. */
GTEE_API const char *gtee_option_title(const gtee_option *option);
/** [nullable] */
GTEE_API const char *gtee_option_description(const gtee_option *option);
/** Its place among its issue's options, from 0. */
GTEE_API size_t gtee_option_index(const gtee_option *option);

/* -- Terms: a selection of options for a variable --------------------------------------------------------------------------- */

#define GTEE_SELECTION_OPTIONS ((uint32_t)1)  /* one or several options by name */
#define GTEE_SELECTION_AT_LEAST ((uint32_t)2) /* the first option named and all above it */
#define GTEE_SELECTION_AT_MOST ((uint32_t)3)  /* the last option named and all below it */

GTEE_API const gtee_issue *gtee_term_issue(const gtee_term *term);
/** Whose choice it is, a group for each of its members. [nullable] for issues without `by`. */
GTEE_API const gtee_participant *gtee_term_participant(const gtee_term *term);
/** GTEE_SELECTION_…: how it was written. */
GTEE_API uint32_t gtee_term_selection(const gtee_term *term);
/** The options selected, in the issue's order. */
GTEE_API size_t gtee_term_option_count(const gtee_term *term);
GTEE_API const gtee_option *gtee_term_option_at(const gtee_term *term, size_t index);
/** The same as bits: bit i is the issue's option i. */
GTEE_API uint64_t gtee_term_options(const gtee_term *term);

/* -- Constraints ------------------------------------------------------------------------------------------------------------ */

#define GTEE_CONSTRAINT_IF_THEN ((uint32_t)1) /* where all of `if` holds, all of `then` holds */
#define GTEE_CONSTRAINT_COUNT ((uint32_t)2)   /* from `at_least` to `at_most` of `of` hold */

GTEE_API const gtee_record *gtee_constraint_record(const gtee_constraint *constraint);
GTEE_API const char *gtee_constraint_id(const gtee_constraint *constraint);
GTEE_API const char *gtee_constraint_because(const gtee_constraint *constraint);
/** GTEE_CONSTRAINT_…. */
GTEE_API uint32_t gtee_constraint_form(const gtee_constraint *constraint);
/** What the constraint starts from. [called: if] */
GTEE_API size_t gtee_constraint_if_count(const gtee_constraint *constraint);
GTEE_API const gtee_term *gtee_constraint_if_at(const gtee_constraint *constraint, size_t index);
/** What has to hold then. [called: then] */
GTEE_API size_t gtee_constraint_then_count(const gtee_constraint *constraint);
GTEE_API const gtee_term *gtee_constraint_then_at(const gtee_constraint *constraint, size_t index);
/** What is counted. [called: of] */
GTEE_API size_t gtee_constraint_of_count(const gtee_constraint *constraint);
GTEE_API const gtee_term *gtee_constraint_of_at(const gtee_constraint *constraint, size_t index);
/** 0 if not given. */
GTEE_API uint32_t gtee_constraint_at_least(const gtee_constraint *constraint);
/** UINT32_MAX if not given. */
GTEE_API uint32_t gtee_constraint_at_most(const gtee_constraint *constraint);

/* ========================================================================================================= 5 Proposals == */

#define GTEE_PROPOSAL_UNSPECIFIED ((uint32_t)0)
#define GTEE_PROPOSAL_DRAFT ((uint32_t)1)
#define GTEE_PROPOSAL_FLOATED ((uint32_t)2)
#define GTEE_PROPOSAL_TABLED ((uint32_t)3)
#define GTEE_PROPOSAL_AGREED ((uint32_t)4)
#define GTEE_PROPOSAL_SIGNED ((uint32_t)5)
#define GTEE_PROPOSAL_IN_FORCE ((uint32_t)6)
#define GTEE_PROPOSAL_REJECTED ((uint32_t)7)
#define GTEE_PROPOSAL_WITHDRAWN ((uint32_t)8)
#define GTEE_PROPOSAL_LAPSED ((uint32_t)9)

GTEE_API const gtee_record *gtee_proposal_record(const gtee_proposal *proposal);
GTEE_API const char *gtee_proposal_id(const gtee_proposal *proposal);
/** The title, or the id if it has none. */
GTEE_API const char *gtee_proposal_title(const gtee_proposal *proposal);
/** [nullable] */
GTEE_API const char *gtee_proposal_description(const gtee_proposal *proposal);
GTEE_API size_t gtee_proposal_proposer_count(const gtee_proposal *proposal);
GTEE_API const gtee_participant *gtee_proposal_proposer_at(const gtee_proposal *proposal, size_t index);
GTEE_API gtee_date gtee_proposal_date(const gtee_proposal *proposal);
/** GTEE_PROPOSAL_…. */
GTEE_API uint32_t gtee_proposal_status(const gtee_proposal *proposal);
/** The status in a word, such as "in-force"; "" for unspecified. */
GTEE_API const char *gtee_proposal_status_name(uint32_t status);
GTEE_API size_t gtee_proposal_supersedes_count(const gtee_proposal *proposal);
GTEE_API const gtee_proposal *gtee_proposal_supersedes_at(const gtee_proposal *proposal, size_t index);
/** Those whose consent it needs; groups as written. */
GTEE_API size_t gtee_proposal_party_count(const gtee_proposal *proposal);
GTEE_API const gtee_participant *gtee_proposal_party_at(const gtee_proposal *proposal, size_t index);
GTEE_API size_t gtee_proposal_clause_count(const gtee_proposal *proposal);
GTEE_API const gtee_clause *gtee_proposal_clause_at(const gtee_proposal *proposal, size_t index);
GTEE_API const gtee_clause *gtee_proposal_clause_find(const gtee_proposal *proposal, const char *id);
/** The named activation rules. */
GTEE_API size_t gtee_proposal_rule_count(const gtee_proposal *proposal);
GTEE_API const gtee_rule *gtee_proposal_rule_at(const gtee_proposal *proposal, size_t index);
GTEE_API const char *gtee_proposal_rule_name_at(const gtee_proposal *proposal, size_t index);
/** By name; NULL if there is none. */
GTEE_API const gtee_rule *gtee_proposal_rule_find(const gtee_proposal *proposal, const char *name);
/** [nullable] */
GTEE_API const char *gtee_proposal_entry_into_force(const gtee_proposal *proposal);
/** [nullable] */
GTEE_API const char *gtee_proposal_duration(const gtee_proposal *proposal);
/** [nullable] */
GTEE_API const char *gtee_proposal_withdrawal(const gtee_proposal *proposal);

#define GTEE_BINDING_UNSPECIFIED ((uint32_t)0)
#define GTEE_BINDING_DECLARATORY ((uint32_t)1)
#define GTEE_BINDING_POLITICAL ((uint32_t)2)
#define GTEE_BINDING_LEGAL ((uint32_t)3)
#define GTEE_BINDING_RATIFIED ((uint32_t)4)

GTEE_API const gtee_record *gtee_clause_record(const gtee_clause *clause);
GTEE_API const char *gtee_clause_id(const gtee_clause *clause);
GTEE_API const gtee_proposal *gtee_clause_proposal(const gtee_clause *clause);
/** The title, or the id if it has none. */
GTEE_API const char *gtee_clause_title(const gtee_clause *clause);
/** What it says, in the recorder's own words. [nullable] */
GTEE_API const char *gtee_clause_gist(const gtee_clause *clause);
GTEE_API size_t gtee_clause_obligor_count(const gtee_clause *clause);
GTEE_API const gtee_participant *gtee_clause_obligor_at(const gtee_clause *clause, size_t index);
GTEE_API size_t gtee_clause_beneficiary_count(const gtee_clause *clause);
GTEE_API const gtee_participant *gtee_clause_beneficiary_at(const gtee_clause *clause, size_t index);
GTEE_API size_t gtee_clause_term_count(const gtee_clause *clause);
GTEE_API const gtee_term *gtee_clause_term_at(const gtee_clause *clause, size_t index);
/** The casus foederis. [nullable] */
GTEE_API const gtee_trigger *gtee_clause_trigger(const gtee_clause *clause);
GTEE_API size_t gtee_clause_condition_count(const gtee_clause *clause);
GTEE_API const char *gtee_clause_condition_at(const gtee_clause *clause, size_t index);
GTEE_API size_t gtee_clause_territory_count(const gtee_clause *clause);
GTEE_API const char *gtee_clause_territory_at(const gtee_clause *clause, size_t index);
GTEE_API size_t gtee_clause_domain_count(const gtee_clause *clause);
GTEE_API const char *gtee_clause_domain_at(const gtee_clause *clause, size_t index);
GTEE_API gtee_date gtee_clause_from(const gtee_clause *clause);
GTEE_API gtee_date gtee_clause_until(const gtee_clause *clause);
/** How soon after the trigger. [nullable] */
GTEE_API const char *gtee_clause_within(const gtee_clause *clause);
/** GTEE_BINDING_…. */
GTEE_API uint32_t gtee_clause_bindingness(const gtee_clause *clause);
/** The bindingness in a word; "" for unspecified. */
GTEE_API const char *gtee_binding_name(uint32_t bindingness);
/** The rule that activates it. [nullable] */
GTEE_API const gtee_rule *gtee_clause_activation(const gtee_clause *clause);
/** That rule's name. [nullable] */
GTEE_API const char *gtee_clause_activation_name(const gtee_clause *clause);

/* Who does what to whom, where; an empty list stands for any. */
GTEE_API size_t gtee_trigger_act_count(const gtee_trigger *trigger);
GTEE_API const char *gtee_trigger_act_at(const gtee_trigger *trigger, size_t index);
/** Who does it. [called: by] */
GTEE_API size_t gtee_trigger_by_count(const gtee_trigger *trigger);
GTEE_API const gtee_participant *gtee_trigger_by_at(const gtee_trigger *trigger, size_t index);
/** To whom. [called: against] */
GTEE_API size_t gtee_trigger_against_count(const gtee_trigger *trigger);
GTEE_API const gtee_participant *gtee_trigger_against_at(const gtee_trigger *trigger, size_t index);
GTEE_API size_t gtee_trigger_place_count(const gtee_trigger *trigger);
GTEE_API const char *gtee_trigger_place_at(const gtee_trigger *trigger, size_t index);
/** [nullable] */
GTEE_API const char *gtee_trigger_gist(const gtee_trigger *trigger);

#define GTEE_RULE_PARTICIPANT ((uint32_t)1) /* a leaf: a participant, or all members of a group */
#define GTEE_RULE_ALL_OF ((uint32_t)2)
#define GTEE_RULE_ANY_OF ((uint32_t)3)
#define GTEE_RULE_AT_LEAST ((uint32_t)4)
#define GTEE_RULE_QUOTA ((uint32_t)5)
#define GTEE_RULE_NAMED ((uint32_t)6)  /* another rule of the proposal, its only child */
#define GTEE_RULE_UNLESS ((uint32_t)7) /* wins unless those not in favour win its only child */

/** GTEE_RULE_…. */
GTEE_API uint32_t gtee_rule_form(const gtee_rule *rule);
/** Of a leaf. [nullable] */
GTEE_API const gtee_participant *gtee_rule_participant(const gtee_rule *rule);
/** The parts; a group in the list of an `at_least`, `all_of` or `any_of` stands for each of its members. */
GTEE_API size_t gtee_rule_child_count(const gtee_rule *rule);
GTEE_API const gtee_rule *gtee_rule_child_at(const gtee_rule *rule, size_t index);
/** Of GTEE_RULE_AT_LEAST. */
GTEE_API uint32_t gtee_rule_at_least(const gtee_rule *rule);
/** Of GTEE_RULE_QUOTA, exact, as decimal text. [nullable] */
GTEE_API const char *gtee_rule_quota(const gtee_rule *rule);
GTEE_API size_t gtee_rule_weight_count(const gtee_rule *rule);
/** Exact, as decimal text. */
GTEE_API const char *gtee_rule_weight_at(const gtee_rule *rule, size_t index);
GTEE_API const gtee_participant *gtee_rule_weight_participant_at(const gtee_rule *rule, size_t index);
/** Of GTEE_RULE_NAMED. [nullable] */
GTEE_API const char *gtee_rule_name(const gtee_rule *rule);

/* ==================================================== 6 Positions, expectations, preferences, events, scenarios == */

#define GTEE_STANCE_NONE ((uint32_t)0)     /* a record that only withdraws others */
#define GTEE_STANCE_REQUIRES ((uint32_t)1) /* hard: the choice must lie in the options */
#define GTEE_STANCE_REJECTS ((uint32_t)2)  /* hard: the choice must not lie in the options */
#define GTEE_STANCE_PREFERS ((uint32_t)3)  /* soft: costs the weight if it lies outside */
#define GTEE_STANCE_OPPOSES ((uint32_t)4)  /* soft: costs the weight if it lies inside */
#define GTEE_STANCE_ACCEPTS ((uint32_t)5)  /* consent; lifts earlier stances on the options */

#define GTEE_EVIDENCE_STATED ((uint32_t)1)   /* by an authorised speaker of the participant */
#define GTEE_EVIDENCE_REPORTED ((uint32_t)2) /* attributed by somebody else */
#define GTEE_EVIDENCE_INFERRED ((uint32_t)4) /* by the analyst */

#define GTEE_FIRMNESS_UNSPECIFIED ((uint32_t)0)
#define GTEE_FIRMNESS_FIRM ((uint32_t)1)
#define GTEE_FIRMNESS_HEDGED ((uint32_t)2)
#define GTEE_FIRMNESS_EXPLORATORY ((uint32_t)3)

/** The stance in a word, such as "requires"; "" for none. */
GTEE_API const char *gtee_stance_name(uint32_t stance);
/** The evidence in a word, such as "stated"; "" for none. */
GTEE_API const char *gtee_evidence_name(uint32_t evidence);

GTEE_API const gtee_record *gtee_position_record(const gtee_position *position);
/** [nullable] */
GTEE_API const char *gtee_position_id(const gtee_position *position);
GTEE_API const gtee_participant *gtee_position_participant(const gtee_position *position);
/** [nullable] */
GTEE_API const gtee_participant *gtee_position_speaker(const gtee_position *position);
GTEE_API gtee_date gtee_position_date(const gtee_position *position);
GTEE_API gtee_date gtee_position_until(const gtee_position *position);
/** GTEE_STANCE_…. */
GTEE_API uint32_t gtee_position_stance(const gtee_position *position);
/** What the stance is on; none if it is on a whole proposal. */
GTEE_API size_t gtee_position_term_count(const gtee_position *position);
GTEE_API const gtee_term *gtee_position_term_at(const gtee_position *position, size_t index);
/** The whole proposal that the stance is on. [nullable] */
GTEE_API const gtee_proposal *gtee_position_proposal(const gtee_position *position);
/** The terms that must all hold for the stance to hold. */
GTEE_API size_t gtee_position_condition_count(const gtee_position *position);
GTEE_API const gtee_term *gtee_position_condition_at(const gtee_position *position, size_t index);
/** Of soft stances; 1 unless given. */
GTEE_API double gtee_position_weight(const gtee_position *position);
/** GTEE_EVIDENCE_…. */
GTEE_API uint32_t gtee_position_evidence(const gtee_position *position);
/** Who attributed it. [nullable] */
GTEE_API const gtee_participant *gtee_position_via(const gtee_position *position);
/** GTEE_FIRMNESS_…. */
GTEE_API uint32_t gtee_position_firmness(const gtee_position *position);
/** What was said, in the recorder's own words. [nullable] */
GTEE_API const char *gtee_position_gist(const gtee_position *position);
/** A phrase of the speaker's own. [nullable] */
GTEE_API const char *gtee_position_quote(const gtee_position *position);
GTEE_API size_t gtee_position_supersedes_count(const gtee_position *position);
GTEE_API const gtee_position *gtee_position_supersedes_at(const gtee_position *position, size_t index);
GTEE_API size_t gtee_position_withdraws_count(const gtee_position *position);
GTEE_API const gtee_position *gtee_position_withdraws_at(const gtee_position *position, size_t index);

/* A likelihood: an interval of probabilities; a number is an interval of width 0. */
/** The least probability, 0 to 1. */
GTEE_API double gtee_likelihood_low(const gtee_likelihood *likelihood);
/** The greatest probability, low to 1. */
GTEE_API double gtee_likelihood_high(const gtee_likelihood *likelihood);
/** The ICD 203 words that were written, such as "very-likely". [nullable] */
GTEE_API const char *gtee_likelihood_words(const gtee_likelihood *likelihood);
/** Reads a likelihood: a decimal from 0 to 1, two with ".." between ("0.2..0.5"), or words of ICD 203 with spaces or hyphens ("very likely").
 *  GTEE_ERROR_ARGUMENT if the text is none of these. */
GTEE_API gtee_status gtee_likelihood_parse(const char *text, double *low, double *high);

GTEE_API const gtee_record *gtee_expectation_record(const gtee_expectation *expectation);
/** [nullable] */
GTEE_API const char *gtee_expectation_id(const gtee_expectation *expectation);
GTEE_API const gtee_participant *gtee_expectation_holder(const gtee_expectation *expectation);
/** [nullable] */
GTEE_API const gtee_participant *gtee_expectation_obligor(const gtee_expectation *expectation);
/** [nullable] */
GTEE_API const gtee_proposal *gtee_expectation_proposal(const gtee_expectation *expectation);
GTEE_API const gtee_likelihood *gtee_expectation_likelihood(const gtee_expectation *expectation);
GTEE_API gtee_date gtee_expectation_date(const gtee_expectation *expectation);
/** GTEE_EVIDENCE_…, 0 if not given. */
GTEE_API uint32_t gtee_expectation_evidence(const gtee_expectation *expectation);
/** [nullable] */
GTEE_API const gtee_participant *gtee_expectation_via(const gtee_expectation *expectation);
/** [nullable] */
GTEE_API const char *gtee_expectation_gist(const gtee_expectation *expectation);
/** [nullable] */
GTEE_API const char *gtee_expectation_quote(const gtee_expectation *expectation);

GTEE_API const gtee_record *gtee_preference_record(const gtee_preference *preference);
/** [nullable] */
GTEE_API const char *gtee_preference_id(const gtee_preference *preference);
GTEE_API const gtee_participant *gtee_preference_participant(const gtee_preference *preference);
GTEE_API size_t gtee_preference_utility_count(const gtee_preference *preference);
GTEE_API const gtee_utility *gtee_preference_utility_at(const gtee_preference *preference, size_t index);
/** The least total utility that it would accept; 0 unless given. */
GTEE_API double gtee_preference_reservation(const gtee_preference *preference);
/** 0 unless given. */
GTEE_API double gtee_preference_capability(const gtee_preference *preference);
/** 0 unless given. */
GTEE_API double gtee_preference_salience(const gtee_preference *preference);
GTEE_API gtee_date gtee_preference_date(const gtee_preference *preference);
/** GTEE_EVIDENCE_…, 0 if not given. */
GTEE_API uint32_t gtee_preference_evidence(const gtee_preference *preference);

GTEE_API const gtee_issue *gtee_utility_issue(const gtee_utility *utility);
/** Whose choice it is. [nullable] for issues without `by`. */
GTEE_API const gtee_participant *gtee_utility_participant(const gtee_utility *utility);
GTEE_API double gtee_utility_weight(const gtee_utility *utility);
/** The value of the issue's option of that index; 0 unless given. */
GTEE_API double gtee_utility_value(const gtee_utility *utility, size_t option_index);

#define GTEE_EVENT_MEETING ((uint32_t)1)
#define GTEE_EVENT_STATEMENT ((uint32_t)2)
#define GTEE_EVENT_SIGNATURE ((uint32_t)3)
#define GTEE_EVENT_RATIFICATION ((uint32_t)4)
#define GTEE_EVENT_ATTACK ((uint32_t)5)
#define GTEE_EVENT_VIOLATION ((uint32_t)6)
#define GTEE_EVENT_INVOCATION ((uint32_t)7)
#define GTEE_EVENT_ENTRY_INTO_FORCE ((uint32_t)8)
#define GTEE_EVENT_WITHDRAWAL ((uint32_t)9)
#define GTEE_EVENT_OTHER ((uint32_t)10)

GTEE_API const gtee_record *gtee_event_record(const gtee_event *event);
/** [nullable] */
GTEE_API const char *gtee_event_id(const gtee_event *event);
/** [nullable] */
GTEE_API const char *gtee_event_title(const gtee_event *event);
/** [nullable] */
GTEE_API const char *gtee_event_gist(const gtee_event *event);
GTEE_API gtee_date gtee_event_date(const gtee_event *event);
GTEE_API gtee_date gtee_event_until(const gtee_event *event);
/** GTEE_EVENT_…. */
GTEE_API uint32_t gtee_event_kind(const gtee_event *event);
/** The event's kind in a word, such as "meeting"; "" for no kind. */
GTEE_API const char *gtee_event_kind_name(uint32_t kind);
GTEE_API size_t gtee_event_participant_count(const gtee_event *event);
GTEE_API const gtee_participant *gtee_event_participant_at(const gtee_event *event, size_t index);
/** [nullable] */
GTEE_API const char *gtee_event_place(const gtee_event *event);
/** [nullable] */
GTEE_API const gtee_proposal *gtee_event_proposal(const gtee_event *event);
/** GTEE_EVIDENCE_…, 0 if not given. */
GTEE_API uint32_t gtee_event_evidence(const gtee_event *event);
/** [nullable] */
GTEE_API const gtee_participant *gtee_event_via(const gtee_event *event);
/** [nullable] */
GTEE_API const char *gtee_event_quote(const gtee_event *event);

GTEE_API const gtee_record *gtee_scenario_record(const gtee_scenario *scenario);
GTEE_API const char *gtee_scenario_id(const gtee_scenario *scenario);
/** The title, or the id if it has none. */
GTEE_API const char *gtee_scenario_title(const gtee_scenario *scenario);
/** [nullable] */
GTEE_API const char *gtee_scenario_description(const gtee_scenario *scenario);
GTEE_API gtee_date gtee_scenario_date(const gtee_scenario *scenario);
/** [nullable] */
GTEE_API const gtee_trigger *gtee_scenario_trigger(const gtee_scenario *scenario);
/** Those who support activation. [called: support] */
GTEE_API size_t gtee_scenario_support_count(const gtee_scenario *scenario);
GTEE_API const gtee_participant *gtee_scenario_support_at(const gtee_scenario *scenario, size_t index);
/** Those who block it. [called: block] */
GTEE_API size_t gtee_scenario_block_count(const gtee_scenario *scenario);
GTEE_API const gtee_participant *gtee_scenario_block_at(const gtee_scenario *scenario, size_t index);
/** Those of whom it is not known. [called: unknown] */
GTEE_API size_t gtee_scenario_unknown_count(const gtee_scenario *scenario);
GTEE_API const gtee_participant *gtee_scenario_unknown_at(const gtee_scenario *scenario, size_t index);
/** How likely each obligor named does what it owes. [called: honour] */
GTEE_API size_t gtee_scenario_honour_count(const gtee_scenario *scenario);
GTEE_API const gtee_likelihood *gtee_scenario_honour_at(const gtee_scenario *scenario, size_t index);
GTEE_API const gtee_participant *gtee_scenario_honour_obligor_at(const gtee_scenario *scenario, size_t index);

/* ================================================================================================ 7 Loading and saving == */

#define GTEE_FORMAT_YAML ((uint32_t)1)
#define GTEE_FORMAT_JSON ((uint32_t)2)

typedef struct gtee_load_options {
    size_t size;                     /* sizeof (gtee_load_options) */
    gtee_progress_function progress; /* bytes read; NULL: none */
    void *progress_user;
    uint32_t strict; /* 1: warnings are errors */
} gtee_load_options;

/** Loads one dossier from files and directories (a directory: its *.yaml, *.yml and *.json files, by name).
 *  All that is wrong is reported, up to the limit, and then no dossier is made.
 *  GTEE_ERROR_DOSSIER, GTEE_ERROR_LIMIT, GTEE_ERROR_IO, GTEE_ERROR_CANCELLED. O(bytes). */
GTEE_API gtee_status gtee_dossier_load(gtee_context *context, const char *const *paths, size_t path_count,
                                       const gtee_load_options *options, gtee_dossier **dossier, gtee_diagnostics **diagnostics);

/** Loads one dossier from a text in memory; `name` stands for the file in diagnostics. As gtee_dossier_load. */
GTEE_API gtee_status gtee_dossier_load_memory(gtee_context *context, const char *name, const void *data, size_t data_size,
                                              const gtee_load_options *options, gtee_dossier **dossier,
                                              gtee_diagnostics **diagnostics);

/** Gives up to `capacity` bytes at `buffer` and their number in `*read`, 0 at the end. Anything but 0 as its result is a failure
 *  to read (GTEE_ERROR_IO). */
typedef int32_t (*gtee_read_function)(void *user, void *buffer, size_t capacity, size_t *read);

/** Loads one dossier from what `read` gives; `name` stands for the file in diagnostics. As gtee_dossier_load. */
GTEE_API gtee_status gtee_dossier_load_stream(gtee_context *context, const char *name, gtee_read_function read, void *read_user,
                                              const gtee_load_options *options, gtee_dossier **dossier,
                                              gtee_diagnostics **diagnostics);

/** The whole dossier as text in a GTEE_FORMAT_…, in a stable order; loading it gives an equal dossier. O(size). */
GTEE_API gtee_status gtee_dossier_write(const gtee_dossier *dossier, uint32_t format, gtee_text **text,
                                        gtee_diagnostics **diagnostics);

/** Writes the dossier to a file in a GTEE_FORMAT_… so that a reader sees the old file or the new one, never a part: temporary file beside it, fsync,
 *  rename, fsync of the directory. On failure the old file is untouched and the temporary one is gone; only if the directory's fsync fails,
 *  which comes last, the new file is in place already and a diagnostic says so (G0504). A symbolic link stays, its target is replaced. An old
 *  file's permissions are kept. GTEE_ERROR_IO. */
GTEE_API gtee_status gtee_dossier_save(const gtee_dossier *dossier, const char *path, uint32_t format,
                                       gtee_diagnostics **diagnostics);

/** Verifies quotes and locators against the sources' local texts below `directory`: every source that names a text has one, every
 *  locator exists in it, every quote stands at its locator (normalisation, white space and quotation marks folded).
 *  Where a record cites several sources, its quote must stand in one of them. Findings are diagnostics: GTEE_ERROR_DOSSIER if any is an error,
 *  GTEE_ERROR_IO or GTEE_ERROR_LIMIT if a text cannot be read or is too large. O(texts + quotes × the texts that they are looked for in). */
GTEE_API gtee_status gtee_dossier_check_texts(const gtee_dossier *dossier, const char *directory, gtee_diagnostics **diagnostics);

/* ============================================================================================ 8 Building without files == */

/** A dossier in the making. One thread at a time. */
typedef struct gtee_builder gtee_builder;
/** A record, or a mapping or list in it, in the making: the keys are those of docs/format.md. It belongs to its builder and lives
 *  until the builder is finished or unreferenced, or the record is removed. One thread at a time. */
typedef struct gtee_draft gtee_draft;

/** Makes a builder with no records. */
GTEE_API gtee_status gtee_builder_new(gtee_context *context, gtee_builder **builder);
/** Makes a builder with all records of a dossier, to change some. O(size). */
GTEE_API gtee_status gtee_builder_new_from(const gtee_dossier *dossier, gtee_builder **builder);
GTEE_API gtee_builder *gtee_builder_ref(gtee_builder *builder);
GTEE_API void gtee_builder_unref(gtee_builder *builder);
/** Sets the dossier's title; NULL takes it away. [nullable: title] */
GTEE_API gtee_status gtee_builder_set_title(gtee_builder *builder, const char *title);
/** Sets the dossier's description; NULL takes it away. [nullable: description] */
GTEE_API gtee_status gtee_builder_set_description(gtee_builder *builder, const char *description);
/** Adds a record of a GTEE_KIND_… (not GTEE_KIND_CLAUSE: clauses are a list within their proposal). */
GTEE_API gtee_status gtee_builder_add(gtee_builder *builder, uint32_t kind, gtee_draft **draft);
/** Finds a record by GTEE_KIND_… and id; NULL if there is none. O(records of the kind). */
GTEE_API gtee_draft *gtee_builder_find(gtee_builder *builder, uint32_t kind, const char *id);
/** The number of records of a GTEE_KIND_…. */
GTEE_API size_t gtee_builder_count(const gtee_builder *builder, uint32_t kind);
/** The record of that GTEE_KIND_… and place; NULL if there is none. [nullable] */
GTEE_API gtee_draft *gtee_builder_at(gtee_builder *builder, uint32_t kind, size_t index);
/** Removes a record. */
GTEE_API gtee_status gtee_builder_remove(gtee_builder *builder, gtee_draft *draft);
/** Makes the dossier by the same rules and with the same diagnostics as loading; the builder stays as it is, to be mended or
 *  finished again. GTEE_ERROR_DOSSIER, GTEE_ERROR_LIMIT. O(size). */
GTEE_API gtee_status gtee_builder_finish(gtee_builder *builder, gtee_dossier **dossier, gtee_diagnostics **diagnostics);

/* Text must be valid UTF-8 without control characters other than tab and line feed (else GTEE_ERROR_ARGUMENT). All functions that set or add
 * return GTEE_ERROR_LIMIT where the context's limits on scalars and on nesting would be crossed; the draft then stays as it was. */

/** Sets a key of a mapping to a scalar; NULL takes the key away. [nullable: value] */
GTEE_API gtee_status gtee_draft_set(gtee_draft *draft, const char *key, const char *value);
/** Sets a key of a mapping to a whole number. */
GTEE_API gtee_status gtee_draft_set_integer(gtee_draft *draft, const char *key, int64_t value);
/** Sets a key of a mapping to a new, empty mapping. */
GTEE_API gtee_status gtee_draft_set_map(gtee_draft *draft, const char *key, gtee_draft **map);
/** Sets a key of a mapping to a new, empty list. */
GTEE_API gtee_status gtee_draft_set_list(gtee_draft *draft, const char *key, gtee_draft **list);
/** Adds a scalar to a list. */
GTEE_API gtee_status gtee_draft_append(gtee_draft *draft, const char *value);
/** Adds a new, empty mapping to a list. */
GTEE_API gtee_status gtee_draft_append_map(gtee_draft *draft, gtee_draft **map);
/** Adds a new, empty list to a list. */
GTEE_API gtee_status gtee_draft_append_list(gtee_draft *draft, gtee_draft **list);
/** The scalar at a key of a mapping. [nullable] */
GTEE_API const char *gtee_draft_get(const gtee_draft *draft, const char *key);
/** The mapping or list at a key of a mapping. [nullable] */
GTEE_API gtee_draft *gtee_draft_child(gtee_draft *draft, const char *key);

/* ============================================================================================================== 9 Names == */

/** Who is meant by an id, a code or a name, in any script, letter case and normalisation form, with or without diacritics. */
typedef struct gtee_name_match gtee_name_match;

/** Looks a name up. GTEE_OK with one participant (`_participant`); GTEE_ERROR_AMBIGUOUS with the candidates; GTEE_ERROR_NOT_FOUND with
 *  the nearest names by edit distance over grapheme clusters (Levenshtein 1966; UAX #29), nearest first; words within a longer name count
 *  as one further. In all three cases `*match` is written; in the last two a diagnostic says it in words. O(1) for a match, O(names) for suggestions. */
GTEE_API gtee_status gtee_dossier_match_name(const gtee_dossier *dossier, const char *name, gtee_name_match **match,
                                             gtee_diagnostics **diagnostics);
GTEE_API gtee_name_match *gtee_name_match_ref(gtee_name_match *match);
GTEE_API void gtee_name_match_unref(gtee_name_match *match);
/** The one participant that is meant. [nullable] */
GTEE_API const gtee_participant *gtee_name_match_participant(const gtee_name_match *match);
/** Candidates of an ambiguous name, or the nearest of an unknown one; the participant itself for a match. */
GTEE_API size_t gtee_name_match_candidate_count(const gtee_name_match *match);
GTEE_API const gtee_participant *gtee_name_match_candidate_at(const gtee_name_match *match, size_t index);
/** The id, code or name of the candidate that fits. */
GTEE_API const char *gtee_name_match_candidate_name_at(const gtee_name_match *match, size_t index);

/* ============================================================================================================= 10 Views == */

/** The dossier as of a day, filtered by evidence and source: which stances are in force, who shifted, what is contradicted.
 *  docs/semantics.md defines "in force". Immutable; many threads may reason over one view. */
typedef struct gtee_view gtee_view;
/** One participant's position in force on one variable. */
typedef struct gtee_stance gtee_stance;
/** What one participant said differently later. */
typedef struct gtee_shift gtee_shift;
/** A position that another of the same participant contradicts, both of them standing. */
typedef struct gtee_contradiction gtee_contradiction;

typedef struct gtee_view_options {
    size_t size;      /* sizeof (gtee_view_options) */
    gtee_date as_of;  /* partial: its last day; 0: the dossier's last day */
    uint32_t evidence; /* GTEE_EVIDENCE_… added up; 0: all */
    const char *const *sources; /* ids of the sources that count; NULL: all. A position counts if one of its citations does */
    size_t source_count;
    gtee_progress_function progress; /* positions, then stances; NULL: none */
    void *progress_user;
} gtee_view_options;

/** Makes a view. GTEE_ERROR_NOT_FOUND for an unknown source, GTEE_ERROR_LIMIT if groups multiply positions to too many stances,
 *  GTEE_ERROR_CANCELLED. O(p log p) for p positions. */
GTEE_API gtee_status gtee_view_new(const gtee_dossier *dossier, const gtee_view_options *options, gtee_view **view,
                                   gtee_diagnostics **diagnostics);
GTEE_API gtee_view *gtee_view_ref(gtee_view *view);
GTEE_API void gtee_view_unref(gtee_view *view);
GTEE_API const gtee_dossier *gtee_view_dossier(const gtee_view *view);
/** The day that it is as of, whole; 0 if nothing in the dossier is dated and no day was given. */
GTEE_API gtee_date gtee_view_as_of(const gtee_view *view);
/** GTEE_EVIDENCE_… added up. */
GTEE_API uint32_t gtee_view_evidence(const gtee_view *view);
/** How many positions are on record as of the day under the filters, in force or not. */
GTEE_API size_t gtee_view_position_count(const gtee_view *view);

/** The stances in force, by issue, participant whose choice it is, participant who speaks, date. Stances on whole proposals come last. */
GTEE_API size_t gtee_view_stance_count(const gtee_view *view);
GTEE_API const gtee_stance *gtee_view_stance_at(const gtee_view *view, size_t index);
GTEE_API const gtee_position *gtee_stance_position(const gtee_stance *stance);
/** Who holds it. */
GTEE_API const gtee_participant *gtee_stance_participant(const gtee_stance *stance);
/** GTEE_STANCE_…. */
GTEE_API uint32_t gtee_stance_kind(const gtee_stance *stance);
/** [nullable] for a stance on a whole proposal. */
GTEE_API const gtee_issue *gtee_stance_issue(const gtee_stance *stance);
/** Whose choice it is on, a single participant. [nullable] */
GTEE_API const gtee_participant *gtee_stance_choice(const gtee_stance *stance);
/** [nullable] unless it is a stance on a whole proposal. */
GTEE_API const gtee_proposal *gtee_stance_proposal(const gtee_stance *stance);
/** The options on which it is in force, as bits: for `requires` those that are allowed, otherwise those that it names and that no later
 *  stance of the same participant took over. */
GTEE_API uint64_t gtee_stance_options(const gtee_stance *stance);
/** For a hard stance the options that it excludes, as bits (later stances of the same participant lift some); 0 for others. */
GTEE_API uint64_t gtee_stance_excluded(const gtee_stance *stance);

/** Who shifted, by issue, participant whose choice it is, participant who speaks. */
GTEE_API size_t gtee_view_shift_count(const gtee_view *view);
GTEE_API const gtee_shift *gtee_view_shift_at(const gtee_view *view, size_t index);
GTEE_API const gtee_position *gtee_shift_earlier(const gtee_shift *shift);
GTEE_API const gtee_position *gtee_shift_later(const gtee_shift *shift);
GTEE_API const gtee_issue *gtee_shift_issue(const gtee_shift *shift);
/** Whose choice. [nullable] */
GTEE_API const gtee_participant *gtee_shift_choice(const gtee_shift *shift);
/** The options on which it shifted, as bits; 0 for a whole proposal. */
GTEE_API uint64_t gtee_shift_options(const gtee_shift *shift);

/** What is contradicted, in the same order. */
GTEE_API size_t gtee_view_contradiction_count(const gtee_view *view);
GTEE_API const gtee_contradiction *gtee_view_contradiction_at(const gtee_view *view, size_t index);
/** The one of stronger evidence (stated, then reported, then inferred), or the earlier record. */
GTEE_API const gtee_position *gtee_contradiction_position(const gtee_contradiction *contradiction);
GTEE_API const gtee_position *gtee_contradiction_other(const gtee_contradiction *contradiction);
/** [nullable] when it is on a whole proposal. */
GTEE_API const gtee_issue *gtee_contradiction_issue(const gtee_contradiction *contradiction);
/** Whose choice. [nullable] */
GTEE_API const gtee_participant *gtee_contradiction_choice(const gtee_contradiction *contradiction);
/** [nullable] unless it is on a whole proposal. */
GTEE_API const gtee_proposal *gtee_contradiction_proposal(const gtee_contradiction *contradiction);
/** The options on which they contradict each other, as bits; 0 for a whole proposal. */
GTEE_API uint64_t gtee_contradiction_options(const gtee_contradiction *contradiction);

/* ========================================================================================================= 11 Reasoning == */

typedef struct gtee_reason_options {
    size_t size;                     /* sizeof (gtee_reason_options) */
    gtee_progress_function progress; /* NULL: none */
    void *progress_user;
} gtee_reason_options;

/* -- assess: who accepts a proposal, and why not ---------------------------------------------------------------------------- */

/** What every participant's record says to one proposal. Immutable. docs/semantics.md, "Assess". */
typedef struct gtee_assessment gtee_assessment;
/** One participant's verdict. */
typedef struct gtee_verdict gtee_verdict;
/** One reason for it. */
typedef struct gtee_finding gtee_finding;

/* From the most to the least that stands in the way; a verdict is the first that applies. */
#define GTEE_VERDICT_CONTESTED ((uint32_t)1)    /* its record contradicts itself on the terms that decide */
#define GTEE_VERDICT_REJECTS ((uint32_t)2)      /* a red line is crossed */
#define GTEE_VERDICT_NOT_ASKED ((uint32_t)3)    /* it rests on this participant's consent, which is not on record */
#define GTEE_VERDICT_CONDITIONAL ((uint32_t)4)  /* it depends on a choice that the proposal leaves open */
#define GTEE_VERDICT_RESERVATIONS ((uint32_t)5) /* accepts with reservations: only soft stances are crossed */
#define GTEE_VERDICT_ACCEPTS ((uint32_t)6)      /* something on record speaks for it and nothing against */
#define GTEE_VERDICT_SILENT ((uint32_t)7)       /* nothing on record touches it */

#define GTEE_FINDING_RED_LINE ((uint32_t)1)       /* hard stance crossed by a clause */
#define GTEE_FINDING_UNMET ((uint32_t)2)          /* hard stance crossed because the proposal is silent and silence means the default */
#define GTEE_FINDING_PACKAGE ((uint32_t)3)        /* a stance on a whole proposal */
#define GTEE_FINDING_ASSUMED_CONSENT ((uint32_t)4) /* its own choice, or one that needs its acceptance, is fixed without it */
#define GTEE_FINDING_OPEN ((uint32_t)5)           /* crossed or not, as an open choice falls */
#define GTEE_FINDING_CONDITION ((uint32_t)6)      /* the stance has a condition that the proposal leaves open */
#define GTEE_FINDING_RESERVATION ((uint32_t)7)    /* soft stance crossed */
#define GTEE_FINDING_SUPPORT ((uint32_t)8)        /* a stance that the proposal satisfies, or a consent on record */
#define GTEE_FINDING_CONTRADICTION ((uint32_t)9)  /* two positions of it that contradict each other */
#define GTEE_FINDING_DERIVED ((uint32_t)10)       /* on an issue whose value follows from clauses and rule, where these are not on record */

/** Assesses a proposal. Warnings say what its clauses fix in vain. GTEE_ERROR_LIMIT if groups multiply its clauses to too many choices,
 *  GTEE_ERROR_CANCELLED. O(t log t + s log t) for t terms and s stances in force on their variables, or crossed by silence. */
GTEE_API gtee_status gtee_assess(const gtee_view *view, const gtee_proposal *proposal, const gtee_reason_options *options,
                                 gtee_assessment **assessment, gtee_diagnostics **diagnostics);
GTEE_API gtee_assessment *gtee_assessment_ref(gtee_assessment *assessment);
GTEE_API void gtee_assessment_unref(gtee_assessment *assessment);
GTEE_API const gtee_view *gtee_assessment_view(const gtee_assessment *assessment);
GTEE_API const gtee_proposal *gtee_assessment_proposal(const gtee_assessment *assessment);
/** One each for the parties, proposers, obligors, beneficiaries, those whose consent it needs and those with a stance that bears on it, in the dossier's order. */
GTEE_API size_t gtee_assessment_verdict_count(const gtee_assessment *assessment);
GTEE_API const gtee_verdict *gtee_assessment_verdict_at(const gtee_assessment *assessment, size_t index);
/** NULL if the participant has none. O(log n). */
GTEE_API const gtee_verdict *gtee_assessment_verdict_find(const gtee_assessment *assessment, const gtee_participant *participant);
/** 1 if somebody accepts it, maybe with reservations, nobody's verdict stands in the way (contested, rejects, not asked, conditional), and its clauses
 *  do not contradict each other; else 0. */
GTEE_API int32_t gtee_assessment_acceptable(const gtee_assessment *assessment);

GTEE_API const gtee_participant *gtee_verdict_participant(const gtee_verdict *verdict);
/** GTEE_VERDICT_…. */
GTEE_API uint32_t gtee_verdict_kind(const gtee_verdict *verdict);
/** The verdict in words, such as "accepts with reservations"; "" for no verdict. */
GTEE_API const char *gtee_verdict_name(uint32_t kind);
/** 1 if the proposal names it among its parties (itself or by a group), else 0. */
GTEE_API int32_t gtee_verdict_is_party(const gtee_verdict *verdict);
/** The sum of the weights of its soft stances that are crossed. */
GTEE_API double gtee_verdict_cost(const gtee_verdict *verdict);
/** What it rests on: the reasons for the verdict first, the rest behind them. */
GTEE_API size_t gtee_verdict_finding_count(const gtee_verdict *verdict);
GTEE_API const gtee_finding *gtee_verdict_finding_at(const gtee_verdict *verdict, size_t index);

/** GTEE_FINDING_…. */
GTEE_API uint32_t gtee_finding_kind(const gtee_finding *finding);
/** The finding in a word, such as "red-line"; "" for no kind. */
GTEE_API const char *gtee_finding_name(uint32_t kind);
/** The clause that fixes the variable. [nullable] where the proposal is silent or the finding is on a whole proposal */
GTEE_API const gtee_clause *gtee_finding_clause(const gtee_finding *finding);
/** The position that it rests on. [nullable] for a consent that is not on record */
GTEE_API const gtee_position *gtee_finding_position(const gtee_finding *finding);
/** The position that contradicts it. [nullable] */
GTEE_API const gtee_position *gtee_finding_other(const gtee_finding *finding);
/** [nullable] for a finding on a whole proposal */
GTEE_API const gtee_issue *gtee_finding_issue(const gtee_finding *finding);
/** Whose choice. [nullable] */
GTEE_API const gtee_participant *gtee_finding_choice(const gtee_finding *finding);
/** The options that the proposal leaves for the variable (the default where it is silent), as bits. */
GTEE_API uint64_t gtee_finding_proposed(const gtee_finding *finding);
/** The options that would be fine with the stance, as bits; for an assumed consent those it has consented to, for a contradiction those that
 *  are not in dispute, 0 on a whole proposal. */
GTEE_API uint64_t gtee_finding_allowed(const gtee_finding *finding);
/** Of an assumed consent: the options that the consent is missing for, as bits; otherwise 0. */
GTEE_API uint64_t gtee_finding_missing(const gtee_finding *finding);
/** Of a reservation. */
GTEE_API double gtee_finding_weight(const gtee_finding *finding);
/** The finding as a sentence, without a full stop. */
GTEE_API const char *gtee_finding_message(const gtee_finding *finding);
/** What would cure it, as a sentence without a full stop. [nullable] where there is nothing to cure */
GTEE_API const char *gtee_finding_cure(const gtee_finding *finding);

/* -- compare: where proposals differ ---------------------------------------------------------------------------------------- */

/** Terms by proposal. Immutable. docs/semantics.md, "Compare". */
typedef struct gtee_comparison gtee_comparison;
/** One variable in all proposals compared. */
typedef struct gtee_row gtee_row;
/** A stance that a proposal's choice on the row's variable crosses. */
typedef struct gtee_touch gtee_touch;

#define GTEE_CELL_SILENT ((uint32_t)0)  /* nothing said, and the issue has no default */
#define GTEE_CELL_DEFAULT ((uint32_t)1) /* nothing said: the default */
#define GTEE_CELL_FIXED ((uint32_t)2)   /* one option */
#define GTEE_CELL_OPEN ((uint32_t)3)    /* several options */
#define GTEE_CELL_CONFLICT ((uint32_t)4) /* its own clauses contradict each other: no option is left */
#define GTEE_CELL_DERIVED ((uint32_t)5)  /* follows from clauses and rule: one option; any, where it could not be worked out */

typedef struct gtee_compare_options {
    size_t size;                     /* sizeof (gtee_compare_options) */
    gtee_progress_function progress; /* NULL: none */
    void *progress_user;
    uint32_t stress;                 /* 1: put each proposal to the test too (gtee_comparison_stress_at) */
    const gtee_scenario *scenario;   /* under which; NULL: as in gtee_stress_new */
} gtee_compare_options;

/** Compares one or more proposals. GTEE_ERROR_LIMIT, GTEE_ERROR_CANCELLED. O(proposals × terms + stances in force). */
GTEE_API gtee_status gtee_compare(const gtee_view *view, const gtee_proposal *const *proposals, size_t proposal_count,
                                  const gtee_compare_options *options, gtee_comparison **comparison, gtee_diagnostics **diagnostics);
GTEE_API gtee_comparison *gtee_comparison_ref(gtee_comparison *comparison);
GTEE_API void gtee_comparison_unref(gtee_comparison *comparison);
GTEE_API const gtee_view *gtee_comparison_view(const gtee_comparison *comparison);
GTEE_API size_t gtee_comparison_proposal_count(const gtee_comparison *comparison);
GTEE_API const gtee_proposal *gtee_comparison_proposal_at(const gtee_comparison *comparison, size_t index);
/** The assessment of each, in the same order. [parallel: proposal] */
GTEE_API const gtee_assessment *gtee_comparison_assessment_at(const gtee_comparison *comparison, size_t index);
/** A row for each variable that one of the proposals fixes: those on which they differ first, each part in the dossier's order. */
GTEE_API size_t gtee_comparison_row_count(const gtee_comparison *comparison);
GTEE_API const gtee_row *gtee_comparison_row_at(const gtee_comparison *comparison, size_t index);
/** How many rows differ (they come first); the rest is common ground. */
GTEE_API size_t gtee_comparison_difference_count(const gtee_comparison *comparison);
GTEE_API const gtee_issue *gtee_row_issue(const gtee_row *row);
/** Whose choice. [nullable] */
GTEE_API const gtee_participant *gtee_row_choice(const gtee_row *row);
/** 1 if the proposals differ here, else 0. */
GTEE_API int32_t gtee_row_differs(const gtee_row *row);
/** GTEE_CELL_… of the proposal of that index. */
GTEE_API uint32_t gtee_row_cell_kind(const gtee_row *row, size_t proposal_index);
/** Its options, as bits. */
GTEE_API uint64_t gtee_row_cell_options(const gtee_row *row, size_t proposal_index);
/** 1 if the issue is derived and its option was worked out from clauses and rule, else 0. */
GTEE_API int32_t gtee_row_cell_is_derived(const gtee_row *row, size_t proposal_index);
/** The first clause that fixes it, or that a derived option follows from. [nullable] */
GTEE_API const gtee_clause *gtee_row_cell_clause(const gtee_row *row, size_t proposal_index);
/** Whose stance each cell crosses, by proposal, red lines first. */
GTEE_API size_t gtee_row_touch_count(const gtee_row *row);
GTEE_API const gtee_touch *gtee_row_touch_at(const gtee_row *row, size_t index);
GTEE_API size_t gtee_touch_proposal_index(const gtee_touch *touch);
GTEE_API const gtee_finding *gtee_touch_finding(const gtee_touch *touch);
GTEE_API const gtee_participant *gtee_touch_participant(const gtee_touch *touch);

/* -- timeline: what changed when ------------------------------------------------------------------------------------------- */

/** What changed when, oldest first. Immutable. docs/semantics.md, "Timeline". */
typedef struct gtee_timeline gtee_timeline;
typedef struct gtee_moment gtee_moment;

#define GTEE_MOMENT_POSITION ((uint32_t)1)   /* a stance is taken for the first time */
#define GTEE_MOMENT_REPEATED ((uint32_t)2)   /* the same again */
#define GTEE_MOMENT_SHIFTED ((uint32_t)3)    /* it differs from what the same participant said before (`_previous`) */
#define GTEE_MOMENT_WITHDRAWN ((uint32_t)4)  /* by name */
#define GTEE_MOMENT_SUPERSEDED ((uint32_t)5) /* by name */
#define GTEE_MOMENT_EXPIRED ((uint32_t)6)
#define GTEE_MOMENT_PROPOSAL ((uint32_t)7)
#define GTEE_MOMENT_EVENT ((uint32_t)8)
#define GTEE_MOMENT_CONTRADICTED ((uint32_t)9) /* other evidence says the opposite (`_previous`) */

typedef struct gtee_timeline_options {
    size_t size;                         /* sizeof (gtee_timeline_options) */
    const gtee_participant *participant; /* what it did, said and took part in; NULL: anybody */
    const gtee_issue *issue;             /* only what bears on it; NULL: all */
    const gtee_proposal *proposal;       /* only what bears on it; NULL: all */
    gtee_date from;                      /* 0: from the beginning */
} gtee_timeline_options;

/** Makes a timeline up to the view's day. GTEE_ERROR_LIMIT. O(p log p). */
GTEE_API gtee_status gtee_timeline_new(const gtee_view *view, const gtee_timeline_options *options, gtee_timeline **timeline,
                                       gtee_diagnostics **diagnostics);
GTEE_API gtee_timeline *gtee_timeline_ref(gtee_timeline *timeline);
GTEE_API void gtee_timeline_unref(gtee_timeline *timeline);
GTEE_API const gtee_view *gtee_timeline_view(const gtee_timeline *timeline);
GTEE_API size_t gtee_timeline_moment_count(const gtee_timeline *timeline);
GTEE_API const gtee_moment *gtee_timeline_moment_at(const gtee_timeline *timeline, size_t index);
/** As recorded, maybe partial. */
GTEE_API gtee_date gtee_moment_date(const gtee_moment *moment);
/** GTEE_MOMENT_…. */
GTEE_API uint32_t gtee_moment_kind(const gtee_moment *moment);
/** The moment's kind in a word, such as "shifted"; "" for no kind. */
GTEE_API const char *gtee_moment_kind_name(uint32_t kind);
/** The position, proposal or event itself; for an expiry the position that expires. */
GTEE_API const gtee_record *gtee_moment_record(const gtee_moment *moment);
/** [nullable] */
GTEE_API const gtee_position *gtee_moment_position(const gtee_moment *moment);
/** [nullable] */
GTEE_API const gtee_proposal *gtee_moment_proposal(const gtee_moment *moment);
/** [nullable] */
GTEE_API const gtee_event *gtee_moment_event(const gtee_moment *moment);
/** What it differs from, or what it withdraws, supersedes or contradicts. [nullable] */
GTEE_API const gtee_position *gtee_moment_previous(const gtee_moment *moment);

/* -- rules and power: who can act, and who can stop it ---------------------------------------------------------------------- */

/* Bounds and a callback for the questions of this section and the next. */
typedef struct gtee_game_options {
    size_t size;         /* sizeof (gtee_game_options) */
    uint64_t operations; /* elementary steps, roughly a nanosecond each, that a question may be estimated to take; 0: 3e10 */
    uint64_t bytes;      /* that it may be estimated to need; 0: 2 GiB */
    gtee_progress_function progress; /* NULL: none */
    void *progress_user;
} gtee_game_options;

/** An activation or decision rule as of a view's day: a monotone simple game (von Neumann and Morgenstern 1944), groups expanded. A set of
 *  participants WINS if the rule is fulfilled when just they are in favour. Immutable. docs/semantics.md, "Rules". */
typedef struct gtee_game gtee_game;

/** Makes a game of a rule of the proposal: one that it names, or a part of one. A warning says where a group has no members as of the day.
 *  GTEE_ERROR_LIMIT if groups or weights are too large, GTEE_ERROR_CANCELLED. O(rule, groups expanded). */
GTEE_API gtee_status gtee_game_new(const gtee_view *view, const gtee_proposal *proposal, const gtee_rule *rule,
                                   const gtee_game_options *options, gtee_game **game, gtee_diagnostics **diagnostics);
GTEE_API gtee_game *gtee_game_ref(gtee_game *game);
GTEE_API void gtee_game_unref(gtee_game *game);
GTEE_API const gtee_view *gtee_game_view(const gtee_game *game);
GTEE_API const gtee_proposal *gtee_game_proposal(const gtee_game *game);
GTEE_API const gtee_rule *gtee_game_rule(const gtee_game *game);
/** Whom the rule names, groups expanded, each once, in the dossier's order. */
GTEE_API size_t gtee_game_member_count(const gtee_game *game);
GTEE_API const gtee_participant *gtee_game_member_at(const gtee_game *game, size_t index);
/** 1 if nobody wins without this member, else 0; 0 if nobody wins at all. */
GTEE_API int32_t gtee_game_is_veto_player(const gtee_game *game, size_t index);
/** 1 if this member wins alone and nobody wins without it, else 0. */
GTEE_API int32_t gtee_game_is_dictator(const gtee_game *game, size_t index);
/** 1 if the participant is a member that is a veto player, or a group with a member that is one, else 0. O(members). */
GTEE_API int32_t gtee_game_can_veto(const gtee_game *game, const gtee_participant *participant);

#define GTEE_DECISION_LOSES ((uint32_t)0) /* it cannot win any more */
#define GTEE_DECISION_WINS ((uint32_t)1)  /* whatever the others do */
#define GTEE_DECISION_OPEN ((uint32_t)2)  /* as the others decide */

/** The decision in a word, such as "open"; "" for none. */
GTEE_API const char *gtee_decision_name(uint32_t decision);

/** Does the rule win, if these are in favour, those are not, and all others may be either? Exact. GTEE_DECISION_…. Groups stand for their
 *  members as of the day; those that the rule does not name change nothing; whoever is named in both lists is not in favour. O(rule). */
GTEE_API gtee_status gtee_game_decide(const gtee_game *game, const gtee_participant *const *support, size_t support_count,
                                      const gtee_participant *const *block, size_t block_count, uint32_t *decision);

/** Is the participant pivotal: if just these are in favour, would the outcome change if it alone changed sides? 1 or 0. O(rule). */
GTEE_API gtee_status gtee_game_pivotal(const gtee_game *game, const gtee_participant *const *support, size_t support_count,
                                       const gtee_participant *participant, int32_t *pivotal);

#define GTEE_COALITIONS_WINNING ((uint32_t)0)  /* they win, and each of them is needed for that */
#define GTEE_COALITIONS_BLOCKING ((uint32_t)1) /* without them nobody wins, and each of them is needed for that */

/** Minimal winning or blocking coalitions, one after another, smallest first; of equal size in the same order on every run. One thread at a time. */
typedef struct gtee_coalitions gtee_coalitions;
/** One of them: borrowed, from an enumeration until the next is asked for. */
typedef struct gtee_coalition gtee_coalition;

/** Begins to enumerate a GTEE_COALITIONS_…. GTEE_ERROR_LIMIT if it is estimated to cost more than the options allow; the diagnostic says how
 *  much. GTEE_ERROR_CANCELLED. */
GTEE_API gtee_status gtee_coalitions_new(const gtee_game *game, uint32_t kind, const gtee_game_options *options,
                                         gtee_coalitions **coalitions, gtee_diagnostics **diagnostics);
GTEE_API gtee_coalitions *gtee_coalitions_ref(gtee_coalitions *coalitions);
GTEE_API void gtee_coalitions_unref(gtee_coalitions *coalitions);
/** The next one; NULL: there are no more. O(members). [until next] */
GTEE_API const gtee_coalition *gtee_coalitions_next(gtee_coalitions *coalitions);
/** How many there are in all, those given already included, as decimal text; "" if that could not be worked out. */
GTEE_API const char *gtee_coalitions_total(const gtee_coalitions *coalitions);
GTEE_API size_t gtee_coalition_member_count(const gtee_coalition *coalition);
GTEE_API const gtee_participant *gtee_coalition_member_at(const gtee_coalition *coalition, size_t index);

/* Which measures of power to work out, added up. */
#define GTEE_POWER_BANZHAF ((uint32_t)1)  /* swings; Banzhaf, Coleman; dummies */
#define GTEE_POWER_SHAPLEY ((uint32_t)2)
#define GTEE_POWER_MINIMAL ((uint32_t)4)  /* minimal winning coalitions: Deegan–Packel, Holler */
#define GTEE_POWER_JOHNSTON ((uint32_t)8)

/* Each member's indices. */
#define GTEE_INDEX_ABSOLUTE ((uint32_t)1)      /* Penrose 1946, Banzhaf 1965: swings / 2^(n-1) */
#define GTEE_INDEX_BANZHAF ((uint32_t)2)       /* the same as a share of all swings */
#define GTEE_INDEX_PREVENT ((uint32_t)3)       /* Coleman 1971, power to prevent action: swings / winning coalitions */
#define GTEE_INDEX_INITIATE ((uint32_t)4)      /* Coleman 1971, power to initiate action: swings / losing coalitions */
#define GTEE_INDEX_SHAPLEY ((uint32_t)5)       /* Shapley and Shubik 1954 */
#define GTEE_INDEX_DEEGAN_PACKEL ((uint32_t)6) /* Deegan and Packel 1978 */
#define GTEE_INDEX_HOLLER ((uint32_t)7)        /* public good index: Holler 1982 */
#define GTEE_INDEX_JOHNSTON ((uint32_t)8)      /* Johnston 1978 */

/** The index's name, such as "Shapley–Shubik"; "" for none. */
GTEE_API const char *gtee_index_name(uint32_t index);

typedef struct gtee_power_options {
    size_t size;         /* sizeof (gtee_power_options) */
    uint32_t measures;   /* GTEE_POWER_… added up; 0: all */
    uint64_t operations; /* as in gtee_game_options */
    uint64_t bytes;      /* as in gtee_game_options */
    uint64_t samples;    /* not 0: estimate from so many random coalitions and orders instead, with a fixed seed */
    gtee_progress_function progress; /* NULL: none */
    void *progress_user;
} gtee_power_options;

/** How much power each member has. Exact, unless it is an estimate that was asked for. Immutable. docs/semantics.md, "Power". */
typedef struct gtee_power gtee_power;
/** One member's. */
typedef struct gtee_member_power gtee_member_power;

/** Works out the power of each member. The algorithm is chosen from the rule's shape. Of all measures, one that is estimated to cost more than
 *  the options leave after those before it is left out: a warning says how much, and the measures say what was worked out. GTEE_ERROR_LIMIT
 *  if none is left, or if measures that were named cost more together; the diagnostic says how much. GTEE_ERROR_CANCELLED. Cost:
 *  docs/semantics.md. */
GTEE_API gtee_status gtee_power_new(const gtee_game *game, const gtee_power_options *options, gtee_power **power,
                                    gtee_diagnostics **diagnostics);
GTEE_API gtee_power *gtee_power_ref(gtee_power *power);
GTEE_API void gtee_power_unref(gtee_power *power);
GTEE_API const gtee_game *gtee_power_game(const gtee_power *power);
/** What was run, in words, such as "generating functions by weight". */
GTEE_API const char *gtee_power_method(const gtee_power *power);
/** Elementary steps, as estimated before the work. */
GTEE_API double gtee_power_operations(const gtee_power *power);
/** Bytes, as estimated before the work. */
GTEE_API double gtee_power_bytes(const gtee_power *power);
/** How many samples an estimate rests on; 0: it is exact. */
GTEE_API uint64_t gtee_power_samples(const gtee_power *power);
/** With a probability of at least 1 - 10^-6 all estimated figures together are within this distance of the truth; 0: it is exact. */
GTEE_API double gtee_power_error(const gtee_power *power);
/** GTEE_POWER_… that were worked out, added up. */
GTEE_API uint32_t gtee_power_measures(const gtee_power *power);
/** How many coalitions win, as decimal text. [nullable] if it was not worked out */
GTEE_API const char *gtee_power_winning(const gtee_power *power);
/** How many coalitions win and need each of their members, as decimal text. [nullable] if it was not worked out */
GTEE_API const char *gtee_power_minimal(const gtee_power *power);
/** Coleman 1971, the power of the collectivity to act: the share of coalitions that win. NaN if it was not worked out. */
GTEE_API double gtee_power_act(const gtee_power *power);
/** The same as a reduced fraction. [nullable] if it was not worked out, or only estimated */
GTEE_API const char *gtee_power_act_fraction(const gtee_power *power);
/** One each for the members of the game, in its order. */
GTEE_API size_t gtee_power_member_count(const gtee_power *power);
GTEE_API const gtee_member_power *gtee_power_member_at(const gtee_power *power, size_t index);
GTEE_API const gtee_participant *gtee_member_power_participant(const gtee_member_power *member);
/** 1 if nobody wins without it, else 0. */
GTEE_API int32_t gtee_member_power_is_veto_player(const gtee_member_power *member);
/** 1 if it never makes a difference, 0 if it does, -1 if it was not worked out (it is with GTEE_POWER_BANZHAF, unless estimated). */
GTEE_API int32_t gtee_member_power_is_dummy(const gtee_member_power *member);
/** 1 if it wins alone and nobody wins without it, else 0. */
GTEE_API int32_t gtee_member_power_is_dictator(const gtee_member_power *member);
/** How many coalitions without it lose and win with it, as decimal text. [nullable] if it was not worked out */
GTEE_API const char *gtee_member_power_swings(const gtee_member_power *member);
/** How many minimal winning coalitions it is in, as decimal text. [nullable] if it was not worked out */
GTEE_API const char *gtee_member_power_minimal(const gtee_member_power *member);
/** The index of that GTEE_INDEX_…. NaN if it was not worked out, or is not defined (a share of nothing). */
GTEE_API double gtee_member_power_value(const gtee_member_power *member, uint32_t index);
/** The same of that GTEE_INDEX_…, as a reduced fraction, such as "21/1270". [nullable] where the value is NaN, or only estimated */
GTEE_API const char *gtee_member_power_fraction(const gtee_member_power *member, uint32_t index);

/* -- stress: would it hold on the day that it is called on ------------------------------------------------------------------- */

/** A proposal under a scenario: what is triggered, who can stop it, what comes due and how likely it arrives. Immutable.
 *  docs/semantics.md, "Stress", defines every figure. Probabilities are intervals (low, high): exact where the likelihoods are numbers, tight
 *  where they are intervals; of somebody of whom nothing is known it is 0 to 1. */
typedef struct gtee_stress gtee_stress;
typedef struct gtee_test gtee_test;             /* one clause under the scenario */
typedef struct gtee_activation gtee_activation; /* one rule that has to win for clauses to be acted on */
typedef struct gtee_due gtee_due;               /* one clause's commitment of one obligor */
typedef struct gtee_level gtee_level;           /* one issue, with all that is committed on it */
typedef struct gtee_carrier gtee_carrier;       /* one participant on whom it rests */
typedef struct gtee_change gtee_change;         /* one change of the proposal that was tried */

#define GTEE_STAND_UNSPECIFIED ((uint32_t)0) /* nothing is said: it may support or not */
#define GTEE_STAND_SUPPORT ((uint32_t)1)
#define GTEE_STAND_BLOCK ((uint32_t)2)
#define GTEE_STAND_UNKNOWN ((uint32_t)3)

typedef struct gtee_stress_options {
    size_t size; /* sizeof (gtee_stress_options) */
    /* Whose expectations count as likelihoods, in place of the scenario's where it has one; NULL: the scenario's alone. */
    const gtee_participant *holder;
    /* What if: these stand so (GTEE_STAND_…), whatever the scenario says. Groups stand for their members. */
    const gtee_participant *const *stand_participants;
    const uint32_t *stands;
    size_t stand_count;
    /* What if: these do what they owe with a probability in [low, high]. */
    const gtee_participant *const *likelihood_participants;
    const double *likelihood_lows;
    const double *likelihood_highs;
    size_t likelihood_count;
    /* At least so many obligors must deliver on these issues; 1 on an issue that is not named. [called: least] */
    const gtee_issue *const *least_issues;
    const uint32_t *least_numbers;
    size_t least_count;
    /* Other scenarios in place of the one given as to stands and likelihoods, with weights above 0 that are scaled to add up to 1: the
     * probabilities are their weighted means (for causes that several participants have in common). The first one's stands are shown. */
    const gtee_scenario *const *alternatives;
    const double *alternative_weights;
    size_t alternative_count;
    uint32_t set_count;    /* blocking sets and cut sets to list at most, of each kind; 0: 20 */
    uint32_t change_count; /* changes to list at most; 0: 10; UINT32_MAX: try none */
    uint64_t operations;   /* for each question, as in gtee_game_options */
    uint64_t bytes;        /* as in gtee_game_options */
    gtee_progress_function progress; /* NULL: none */
    void *progress_user;
} gtee_stress_options;

/** Puts a proposal to the test. `scenario` NULL: each clause's own trigger happens on the view's day, and nobody's stand or likelihood is known.
 *  GTEE_ERROR_LIMIT if a rule is too large or a question is estimated to cost more than the options allow, and a diagnostic says which;
 *  GTEE_ERROR_CANCELLED. O(obligors × probability of the rules).
 *  [nullable: scenario] */
GTEE_API gtee_status gtee_stress_new(const gtee_view *view, const gtee_proposal *proposal, const gtee_scenario *scenario,
                                     const gtee_stress_options *options, gtee_stress **stress, gtee_diagnostics **diagnostics);
GTEE_API gtee_stress *gtee_stress_ref(gtee_stress *stress);
GTEE_API void gtee_stress_unref(gtee_stress *stress);
GTEE_API const gtee_view *gtee_stress_view(const gtee_stress *stress);
GTEE_API const gtee_proposal *gtee_stress_proposal(const gtee_stress *stress);
/** [nullable] */
GTEE_API const gtee_scenario *gtee_stress_scenario(const gtee_stress *stress);
/** Whose expectations were asked for. [nullable] */
GTEE_API const gtee_participant *gtee_stress_holder(const gtee_stress *stress);
/** The scenarios over which the figures were averaged, if that was asked for. */
GTEE_API size_t gtee_stress_alternative_count(const gtee_stress *stress);
GTEE_API const gtee_scenario *gtee_stress_alternative_at(const gtee_stress *stress, size_t index);
/** Its weight; all of them add up to 1. */
GTEE_API double gtee_stress_alternative_weight_at(const gtee_stress *stress, size_t index);
/** The day that the trigger happens on: the scenario's (its first day), else the view's. */
GTEE_API gtee_date gtee_stress_day(const gtee_stress *stress);
/** Who acts against the guarantee: the `by` of the scenario's trigger, without one that of the clauses' triggers; groups expanded. */
GTEE_API size_t gtee_stress_adversary_count(const gtee_stress *stress);
GTEE_API const gtee_participant *gtee_stress_adversary_at(const gtee_stress *stress, size_t index);
/** 1 if the participant is an adversary, else 0. O(adversaries). */
GTEE_API int32_t gtee_stress_is_adversary(const gtee_stress *stress, const gtee_participant *participant);
/** GTEE_STAND_… of a single participant, what-ifs included. */
GTEE_API uint32_t gtee_stress_stand(const gtee_stress *stress, const gtee_participant *participant);
/** The stand in a word, such as "support"; "" for unspecified. */
GTEE_API const char *gtee_stand_name(uint32_t stand);

#define GTEE_TEST_NOT_TRIGGERED ((uint32_t)1)
#define GTEE_TEST_TRIGGERED ((uint32_t)2)
#define GTEE_TEST_OPEN ((uint32_t)3) /* the scenario does not say enough */

/** One each for the clauses, in their order. */
GTEE_API size_t gtee_stress_test_count(const gtee_stress *stress);
GTEE_API const gtee_test *gtee_stress_test_at(const gtee_stress *stress, size_t index);
GTEE_API const gtee_clause *gtee_test_clause(const gtee_test *test);
/** GTEE_TEST_…. */
GTEE_API uint32_t gtee_test_outcome(const gtee_test *test);
/** The outcome in words, such as "not triggered"; "" for none. */
GTEE_API const char *gtee_test_outcome_name(uint32_t outcome);
/** Why, as a sentence without a full stop. */
GTEE_API const char *gtee_test_reason(const gtee_test *test);
/** The rule that decides on it. [nullable] if it needs no decision, or is not triggered */
GTEE_API const gtee_activation *gtee_test_activation(const gtee_test *test);

/** One each for the rules that a triggered or open clause names, in the proposal's order. */
GTEE_API size_t gtee_stress_activation_count(const gtee_stress *stress);
GTEE_API const gtee_activation *gtee_stress_activation_at(const gtee_stress *stress, size_t index);
/** The name that the proposal gives the rule. */
GTEE_API const char *gtee_activation_name(const gtee_activation *activation);
/** The rule as of the view's day. */
GTEE_API const gtee_game *gtee_activation_game(const gtee_activation *activation);
/** GTEE_DECISION_…: can it be reached, given who supports and who blocks? */
GTEE_API uint32_t gtee_activation_decision(const gtee_activation *activation);
GTEE_API double gtee_activation_low(const gtee_activation *activation);
GTEE_API double gtee_activation_high(const gtee_activation *activation);
/** Who can stop it alone, in the dossier's order. [called: vetoes] */
GTEE_API size_t gtee_activation_veto_count(const gtee_activation *activation);
GTEE_API const gtee_participant *gtee_activation_veto_at(const gtee_activation *activation, size_t index);
/** 1 if an adversary is among these veto players, else 0. */
GTEE_API int32_t gtee_activation_adversary_can_veto(const gtee_activation *activation);
/** 1 if somebody who blocks is among these veto players, else 0. */
GTEE_API int32_t gtee_activation_blocker_can_veto(const gtee_activation *activation);
/** Minimal sets of those who do not support it yet that can stop it, given those who block; smallest first. A set without members: it is
 *  stopped already. None: nobody of them can stop it. */
GTEE_API size_t gtee_activation_stopper_count(const gtee_activation *activation);
GTEE_API const gtee_coalition *gtee_activation_stopper_at(const gtee_activation *activation, size_t index);
/** How many there are in all, as decimal text. */
GTEE_API const char *gtee_activation_stopper_total(const gtee_activation *activation);
/** Coleman's power to prevent action of the adversaries: the largest among them, 1 for a veto player, 0 if none is a member. NaN if it costs
 *  more than the options allow. */
GTEE_API double gtee_activation_adversary_power(const gtee_activation *activation);

#define GTEE_LIKELIHOOD_NONE ((uint32_t)0) /* nothing is known: 0 to 1 */
#define GTEE_LIKELIHOOD_SCENARIO ((uint32_t)1)
#define GTEE_LIKELIHOOD_EXPECTATION ((uint32_t)2)
#define GTEE_LIKELIHOOD_WHAT_IF ((uint32_t)3)

/** What triggered and open clauses oblige to, by clause and obligor. */
GTEE_API size_t gtee_stress_due_count(const gtee_stress *stress);
GTEE_API const gtee_due *gtee_stress_due_at(const gtee_stress *stress, size_t index);
GTEE_API const gtee_test *gtee_due_test(const gtee_due *due);
GTEE_API const gtee_clause *gtee_due_clause(const gtee_due *due);
/** A single participant. */
GTEE_API const gtee_participant *gtee_due_obligor(const gtee_due *due);
/** The clause's terms that bind this obligor. */
GTEE_API size_t gtee_due_term_count(const gtee_due *due);
GTEE_API const gtee_term *gtee_due_term_at(const gtee_due *due, size_t index);
/** How soon after the trigger. [nullable] */
GTEE_API const char *gtee_due_within(const gtee_due *due);
/** How likely the obligor does what it owes, once activated. */
GTEE_API double gtee_due_likelihood_low(const gtee_due *due);
GTEE_API double gtee_due_likelihood_high(const gtee_due *due);
/** GTEE_LIKELIHOOD_…: where that comes from. */
GTEE_API uint32_t gtee_due_likelihood_origin(const gtee_due *due);
/** The expectation that it comes from. [nullable] */
GTEE_API const gtee_expectation *gtee_due_expectation(const gtee_due *due);
/** How likely it arrives: activation is reached and the obligor does what it owes. */
GTEE_API double gtee_due_low(const gtee_due *due);
GTEE_API double gtee_due_high(const gtee_due *due);
/** The obligor's own position, in force on the view's day, that rules it out already. [nullable] */
GTEE_API const gtee_position *gtee_due_excluded_by(const gtee_due *due);

/** One each for the issues on which something comes due, in the dossier's order, then for each clause that obliges without terms. */
GTEE_API size_t gtee_stress_level_count(const gtee_stress *stress);
GTEE_API const gtee_level *gtee_stress_level_at(const gtee_stress *stress, size_t index);
/** [nullable] for a clause without terms */
GTEE_API const gtee_issue *gtee_level_issue(const gtee_level *level);
/** The clause without terms. [nullable] for an issue */
GTEE_API const gtee_clause *gtee_level_clause(const gtee_level *level);
GTEE_API size_t gtee_level_obligor_count(const gtee_level *level);
GTEE_API const gtee_participant *gtee_level_obligor_at(const gtee_level *level, size_t index);
/** How many must deliver: what was asked for, at most all of them. */
GTEE_API uint32_t gtee_level_least(const gtee_level *level);
/** How likely at least `least` of them deliver. */
GTEE_API double gtee_level_low(const gtee_level *level);
GTEE_API double gtee_level_high(const gtee_level *level);
/** How likely at least `number` of them deliver, for any number from 0 to all of them; 0 above. */
GTEE_API double gtee_level_low_of(const gtee_level *level, uint32_t number);
GTEE_API double gtee_level_high_of(const gtee_level *level, uint32_t number);

/* The guarantee arrives if each level reaches its least number; it is complete if every commitment that comes due arrives. */
GTEE_API double gtee_stress_arrives_low(const gtee_stress *stress);
GTEE_API double gtee_stress_arrives_high(const gtee_stress *stress);
GTEE_API double gtee_stress_complete_low(const gtee_stress *stress);
GTEE_API double gtee_stress_complete_high(const gtee_stress *stress);
/** How many of the commitments that come due are expected to arrive (their number is gtee_stress_due_count). */
GTEE_API double gtee_stress_expected_low(const gtee_stress *stress);
GTEE_API double gtee_stress_expected_high(const gtee_stress *stress);
/** The largest of the activations' figures of that name; 0 if nothing needs a decision, NaN if one is. */
GTEE_API double gtee_stress_adversary_power(const gtee_stress *stress);

/* A participant defaults if it neither supports activation nor delivers. */
/** How many defaults it survives whoever they are, of those who do not block to begin with; 0 as well if it cannot arrive at all. */
GTEE_API size_t gtee_stress_survives(const gtee_stress *stress);
/** 1 if it arrives when all who do not block stand by it, else 0: it cannot arrive at all. */
GTEE_API int32_t gtee_stress_can_arrive(const gtee_stress *stress);
/** Minimal sets of participants whose default is enough for the guarantee not to arrive (minimal cut sets), smallest first. */
GTEE_API size_t gtee_stress_cut_count(const gtee_stress *stress);
GTEE_API const gtee_coalition *gtee_stress_cut_at(const gtee_stress *stress, size_t index);
/** How many there are in all, as decimal text. */
GTEE_API const char *gtee_stress_cut_total(const gtee_stress *stress);

/** Those who owe something or have a part in a decision, by importance, then in the dossier's order. */
GTEE_API size_t gtee_stress_carrier_count(const gtee_stress *stress);
GTEE_API const gtee_carrier *gtee_stress_carrier_at(const gtee_stress *stress, size_t index);
GTEE_API const gtee_participant *gtee_carrier_participant(const gtee_carrier *carrier);
/** 1 if something comes due from it, else 0. */
GTEE_API int32_t gtee_carrier_is_obligor(const gtee_carrier *carrier);
/** 1 if it is a veto player of an activation, else 0. */
GTEE_API int32_t gtee_carrier_is_veto_player(const gtee_carrier *carrier);
/** Birnbaum 1969: how likely the guarantee arrives if it stands by it, less how likely if it defaults; with all likelihoods at their low
 *  ends, and at their high ends (values, not bounds: the first may be the greater). */
GTEE_API double gtee_carrier_importance_low(const gtee_carrier *carrier);
GTEE_API double gtee_carrier_importance_high(const gtee_carrier *carrier);
/** How likely the guarantee arrives if it defaults. */
GTEE_API double gtee_carrier_default_low(const gtee_carrier *carrier);
GTEE_API double gtee_carrier_default_high(const gtee_carrier *carrier);

#define GTEE_CHANGE_DROP_VETO ((uint32_t)1)   /* the participant's support is no longer needed */
#define GTEE_CHANGE_ADD_OBLIGOR ((uint32_t)2) /* the participant owes what the level's other obligors owe */
#define GTEE_CHANGE_LOWER_QUOTA ((uint32_t)3) /* a rule needs one less: of its parts, or the smallest weight */

/** Changes of the proposal that were tried and lift it, by effect (low and high end together), the greatest first. */
GTEE_API size_t gtee_stress_change_count(const gtee_stress *stress);
GTEE_API const gtee_change *gtee_stress_change_at(const gtee_stress *stress, size_t index);
/** GTEE_CHANGE_…. */
GTEE_API uint32_t gtee_change_kind(const gtee_change *change);
/** Whose veto or obligation. [nullable] for a quota */
GTEE_API const gtee_participant *gtee_change_participant(const gtee_change *change);
/** The part of a rule whose requirement is lowered. [nullable] for others */
GTEE_API const gtee_rule *gtee_change_rule(const gtee_change *change);
/** What an obligor is added to. [nullable] for others */
GTEE_API const gtee_level *gtee_change_level(const gtee_change *change);
/** The change as a sentence without a full stop. */
GTEE_API const char *gtee_change_message(const gtee_change *change);
/** How likely the guarantee arrives then. */
GTEE_API double gtee_change_low(const gtee_change *change);
GTEE_API double gtee_change_high(const gtee_change *change);
/** How many defaults it survives then. */
GTEE_API size_t gtee_change_survives(const gtee_change *change);

/** The stress test of the proposal of that index, if the comparison was asked for them. [nullable] [parallel: proposal] */
GTEE_API const gtee_stress *gtee_comparison_stress_at(const gtee_comparison *comparison, size_t index);

/* ============================================================================================== 12 Conflicts and settlements == */

#define GTEE_ORDER_SMALLEST ((uint32_t)0) /* smallest first */
#define GTEE_ORDER_FOUND ((uint32_t)1)    /* as they are found, which costs less; the same order each time */

/** What a question about deals may move, and what not. docs/semantics.md, "Settle". Variables are written as in docs/format.md:
 *  "neutrality", "ground-troops/gbr". */
typedef struct gtee_search_options {
    size_t size;                                     /* sizeof (gtee_search_options) */
    const gtee_participant *const *parties;          /* whose positions count, groups for their members; NULL: of all that have one */
    size_t party_count;
    const gtee_participant *const *immovable;        /* whose red lines may not be crossed and whose consent may not be assumed */
    size_t immovable_count;
    const gtee_position *const *immovable_positions; /* which may not be crossed */
    size_t immovable_position_count;
    const char *const *fixed;        /* choices that are fixed: "variable=option", "variable=option,option", "variable=at-least:option" */
    size_t fixed_count;
    const gtee_proposal *proposal;   /* whose terms are fixed, and whose obligors have to consent; NULL: none */
    uint32_t cap;                    /* how many red lines of one participant may be crossed; 0: any number */
    double red_line_weight;          /* cost of a red line crossed, to be added to the other costs; both 0: lexicographic, */
    double consent_weight;           /* red lines first, then consents assumed, then weights */
    uint64_t budget;                 /* steps of search for the whole question; 0: 20 million */
    uint32_t order;                  /* GTEE_ORDER_… of conflicts and corrections; 0: smallest first */
    gtee_progress_function progress; /* steps done, of the budget; NULL: none */
    void *progress_user;
} gtee_search_options;

/* -- conflicts: which positions cannot hold together ------------------------------------------------------------------------ */

/** All minimal conflicting sets of hard positions (minimal unsatisfiable subsets, MUS), smallest first, found one by one. Nothing moves here:
 *  `immovable`, `cap` and weights make no difference. One thread at a time. Liffiton & Sakallah, J. Automated Reasoning 40 (2008); Reiter, Artificial Intelligence 32 (1987). */
typedef struct gtee_conflicts gtee_conflicts;
/** One of them: all of it cannot hold together, any part of it can. */
typedef struct gtee_conflict gtee_conflict;

/** Prepares the question. GTEE_ERROR_NOT_FOUND for an unknown variable or option in `fixed`. O(stances in force). */
GTEE_API gtee_status gtee_conflicts_new(const gtee_view *view, const gtee_search_options *options, gtee_conflicts **conflicts,
                                        gtee_diagnostics **diagnostics);
GTEE_API gtee_conflicts *gtee_conflicts_ref(gtee_conflicts *conflicts);
GTEE_API void gtee_conflicts_unref(gtee_conflicts *conflicts);
GTEE_API const gtee_view *gtee_conflicts_view(const gtee_conflicts *conflicts);
/** The next one, NULL when there is none left; it lives as long as `conflicts`. GTEE_ERROR_LIMIT when the budget is used up, GTEE_ERROR_CANCELLED:
 *  there may be more then. */
GTEE_API gtee_status gtee_conflicts_next(gtee_conflicts *conflicts, const gtee_conflict **conflict);
/** Those found so far. */
GTEE_API size_t gtee_conflicts_count(const gtee_conflicts *conflicts);
GTEE_API const gtee_conflict *gtee_conflicts_at(const gtee_conflicts *conflicts, size_t index);
/** 1 if all have been found, else 0. */
GTEE_API int32_t gtee_conflicts_complete(const gtee_conflicts *conflicts);

/** The positions, in the dossier's order. None if the constraints and fixed choices conflict by themselves. */
GTEE_API size_t gtee_conflict_position_count(const gtee_conflict *conflict);
GTEE_API const gtee_position *gtee_conflict_position_at(const gtee_conflict *conflict, size_t index);
/** The constraints that tie them, a minimal set, in the dossier's order. */
GTEE_API size_t gtee_conflict_constraint_count(const gtee_conflict *conflict);
GTEE_API const gtee_constraint *gtee_conflict_constraint_at(const gtee_conflict *conflict, size_t index);
/** The choices that the caller fixed, or the proposal's terms, that they run up against, as text: "variable=option", "variable=option,option". [called: fixed] */
GTEE_API size_t gtee_conflict_fixed_count(const gtee_conflict *conflict);
GTEE_API const char *gtee_conflict_fixed_at(const gtee_conflict *conflict, size_t index);
/** In a sentence, without a full stop. */
GTEE_API const char *gtee_conflict_message(const gtee_conflict *conflict);

/* -- settle: the packages, cheapest first -------------------------------------------------------------------------------------- */

/** Packages in order of cost, found one by one, with the bound that proves nothing cheaper exists. One thread at a time. */
typedef struct gtee_settlement gtee_settlement;
/** A choice for every variable, and what it costs whom. */
typedef struct gtee_package gtee_package;
/** What a package has one variable be. */
typedef struct gtee_choice gtee_choice;
/** A red line that a package crosses. */
typedef struct gtee_concession gtee_concession;
/** A consent that a package assumes. */
typedef struct gtee_consent gtee_consent;
/** What a package means for one participant. */
typedef struct gtee_gain gtee_gain;

/** Prepares the question. GTEE_ERROR_NOT_FOUND for an unknown variable or option in `fixed`. O(stances in force). */
GTEE_API gtee_status gtee_settlement_new(const gtee_view *view, const gtee_search_options *options, gtee_settlement **settlement,
                                         gtee_diagnostics **diagnostics);
/** The same, in order of how many of the proposal's terms are changed so that it is acceptable to the parties (no red line of theirs crossed): the
 *  nearest acceptable versions of it. The number of changes comes before all other costs. `parties` NULL: those that the proposal names, or
 *  everybody if it names none. `proposal`, `cap` and weights of `options` make no difference. */
GTEE_API gtee_status gtee_nearest_new(const gtee_view *view, const gtee_proposal *proposal, const gtee_search_options *options,
                                      gtee_settlement **settlement, gtee_diagnostics **diagnostics);
GTEE_API gtee_settlement *gtee_settlement_ref(gtee_settlement *settlement);
GTEE_API void gtee_settlement_unref(gtee_settlement *settlement);
GTEE_API const gtee_view *gtee_settlement_view(const gtee_settlement *settlement);
/** The next package, none cheaper than those before; NULL when there is none left (for the first: no choice at all meets what may not be moved). It
 *  lives as long as `settlement`. GTEE_ERROR_LIMIT when the budget is used up: `*package` is then the best found, if any, and the bounds below
 *  say how far off it may be. GTEE_ERROR_CANCELLED likewise. */
GTEE_API gtee_status gtee_settlement_next(gtee_settlement *settlement, const gtee_package **package);
GTEE_API size_t gtee_settlement_count(const gtee_settlement *settlement);
GTEE_API const gtee_package *gtee_settlement_at(const gtee_settlement *settlement, size_t index);
/** 1 if the first package is proved to be the cheapest, else 0. */
GTEE_API int32_t gtee_settlement_proved(const gtee_settlement *settlement);
/** No package changes fewer of the proposal's terms; 0 unless it was asked for by gtee_nearest_new. */
GTEE_API uint32_t gtee_settlement_least_changes(const gtee_settlement *settlement);
/** No package crosses fewer red lines; 0 if the caller weighs them. */
GTEE_API uint32_t gtee_settlement_least_red_lines(const gtee_settlement *settlement);
/** No package that crosses as few red lines assumes fewer consents; 0 if the caller weighs them. */
GTEE_API uint32_t gtee_settlement_least_consents(const gtee_settlement *settlement);
/** No package as good in both pays less weight (of red lines and consents too, if the caller weighs them). */
GTEE_API double gtee_settlement_least_weight(const gtee_settlement *settlement);
/** What proved it: "clause-learning", "branch-and-bound"; "" before the first package. */
GTEE_API const char *gtee_settlement_engine(const gtee_settlement *settlement);
/** Looks for conflicts that share no position that may move: each needs a concession of its own, so that no package crosses fewer red lines than there
 *  are of them. Of a proposal that has no acceptable version (gtee_nearest_new): those that remain whatever its terms are changed to. GTEE_ERROR_LIMIT, GTEE_ERROR_CANCELLED: those found so far stand. Does nothing the second time. */
GTEE_API gtee_status gtee_settlement_prove(gtee_settlement *settlement);
/** The conflicts that gtee_settlement_prove has found. */
GTEE_API size_t gtee_settlement_proof_count(const gtee_settlement *settlement);
GTEE_API const gtee_conflict *gtee_settlement_proof_at(const gtee_settlement *settlement, size_t index);

/** How many of the proposal's terms are changed; 0 unless it was asked for by gtee_nearest_new. */
GTEE_API uint32_t gtee_package_changes(const gtee_package *package);
/** How many positions it crosses. */
GTEE_API uint32_t gtee_package_red_lines(const gtee_package *package);
/** How many consents it assumes that nobody has given. */
GTEE_API uint32_t gtee_package_consents(const gtee_package *package);
/** The weights of the soft positions that it does not meet (and of red lines and consents, if the caller weighs them). */
GTEE_API double gtee_package_weight(const gtee_package *package);
/** What the variables are, in the dossier's order: those that some position, constraint or fixed choice bears on. */
GTEE_API size_t gtee_package_choice_count(const gtee_package *package);
GTEE_API const gtee_choice *gtee_package_choice_at(const gtee_package *package, size_t index);
/** In the dossier's order of positions. */
GTEE_API size_t gtee_package_concession_count(const gtee_package *package);
GTEE_API const gtee_concession *gtee_package_concession_at(const gtee_package *package, size_t index);
/** In the dossier's order of variables, then participants. [called: assumed_consents] */
GTEE_API size_t gtee_package_consent_count(const gtee_package *package);
GTEE_API const gtee_consent *gtee_package_consent_at(const gtee_package *package, size_t index);
/** The soft positions that it does not meet, in the dossier's order. */
GTEE_API size_t gtee_package_reservation_count(const gtee_package *package);
GTEE_API const gtee_position *gtee_package_reservation_at(const gtee_package *package, size_t index);
/** For everybody whose positions or consent it bears on, in the dossier's order. */
GTEE_API size_t gtee_package_gain_count(const gtee_package *package);
GTEE_API const gtee_gain *gtee_package_gain_at(const gtee_package *package, size_t index);
/** Assesses the package as if it were a proposal with one clause, `terms`, that says all this: the assessment's proposal is one of its own, in no
 *  dossier. Its parties are those whose positions count, if they were named. */
GTEE_API gtee_status gtee_package_assess(const gtee_package *package, gtee_assessment **assessment, gtee_diagnostics **diagnostics);

GTEE_API const gtee_issue *gtee_choice_issue(const gtee_choice *choice);
/** Whose choice. [nullable] */
GTEE_API const gtee_participant *gtee_choice_participant(const gtee_choice *choice);
/** The options that make no difference to anybody, one of which it is, as bits. */
GTEE_API uint64_t gtee_choice_options(const gtee_choice *choice);
/** 1 if the issue's default is among them, else 0. */
GTEE_API int32_t gtee_choice_is_default(const gtee_choice *choice);
/** 1 if any option would do: it breaks and mends nothing, the rest of the package being as it is; else 0. */
GTEE_API int32_t gtee_choice_is_free(const gtee_choice *choice);
/** 1 if the proposal says otherwise (gtee_nearest_new), else 0. */
GTEE_API int32_t gtee_choice_is_changed(const gtee_choice *choice);

GTEE_API const gtee_position *gtee_concession_position(const gtee_concession *concession);
/** The first choice that crosses it; NULL for a stance on a whole proposal. [nullable] */
GTEE_API const gtee_choice *gtee_concession_choice(const gtee_concession *concession);
/** What would have to move, in a sentence, without a full stop. */
GTEE_API const char *gtee_concession_message(const gtee_concession *concession);

/** Whom to ask. */
GTEE_API const gtee_participant *gtee_consent_participant(const gtee_consent *consent);
/** For what. */
GTEE_API const gtee_choice *gtee_consent_choice(const gtee_consent *consent);

GTEE_API const gtee_participant *gtee_gain_participant(const gtee_gain *gain);
/** How many hard and soft positions it has in force. */
GTEE_API uint32_t gtee_gain_demands(const gtee_gain *gain);
GTEE_API uint32_t gtee_gain_demands_met(const gtee_gain *gain);
GTEE_API uint32_t gtee_gain_red_lines(const gtee_gain *gain);
GTEE_API uint32_t gtee_gain_consents(const gtee_gain *gain);
GTEE_API double gtee_gain_weight(const gtee_gain *gain);
/** 1 if it has preferences on record, so that there is a utility, else 0. */
GTEE_API int32_t gtee_gain_has_utility(const gtee_gain *gain);
/** The sum of weight × value of the options chosen, over the choices that its preferences name; the default where the package says nothing. */
GTEE_API double gtee_gain_utility(const gtee_gain *gain);

/* -- corrections: all minimal sets of red lines that would have to go ---------------------------------------------------------- */

/** All minimal concession sets (minimal correction sets, MCS), fewest positions first, found one by one: given up, the rest can all be met. One empty
 *  set if all can. Immovable positions are in none. One thread at a time. */
typedef struct gtee_corrections gtee_corrections;
typedef struct gtee_correction gtee_correction;
GTEE_API gtee_status gtee_corrections_new(const gtee_view *view, const gtee_search_options *options, gtee_corrections **corrections,
                                          gtee_diagnostics **diagnostics);
GTEE_API gtee_corrections *gtee_corrections_ref(gtee_corrections *corrections);
GTEE_API void gtee_corrections_unref(gtee_corrections *corrections);
/** As gtee_conflicts_next. */
GTEE_API gtee_status gtee_corrections_next(gtee_corrections *corrections, const gtee_correction **correction);
GTEE_API size_t gtee_corrections_count(const gtee_corrections *corrections);
GTEE_API const gtee_correction *gtee_corrections_at(const gtee_corrections *corrections, size_t index);
/** 1 if all have been found, else 0. */
GTEE_API int32_t gtee_corrections_complete(const gtee_corrections *corrections);
/** In the dossier's order. */
GTEE_API size_t gtee_correction_position_count(const gtee_correction *correction);
GTEE_API const gtee_position *gtee_correction_position_at(const gtee_correction *correction, size_t index);

/* -- sensitivity: which position matters most ------------------------------------------------------------------------------------ */

/** For every hard position that counts and may move: what the cheapest package would cost without it, and whether conflicts rest on it. Immutable. */
typedef struct gtee_sensitivity gtee_sensitivity;
typedef struct gtee_influence gtee_influence;
/** Works it out. GTEE_ERROR_NOT_FOUND for an unknown variable or option in `fixed`, or if no choice at all meets what may not be moved;
 *  GTEE_ERROR_LIMIT if the budget ends before the cheapest package is known; if it ends later, gtee_sensitivity_complete says so;
 *  GTEE_ERROR_CANCELLED. A search for each position: those that the cheapest package breaks first, then those in conflicts. */
GTEE_API gtee_status gtee_sensitivity_new(const gtee_view *view, const gtee_search_options *options, gtee_sensitivity **sensitivity,
                                          gtee_diagnostics **diagnostics);
GTEE_API gtee_sensitivity *gtee_sensitivity_ref(gtee_sensitivity *sensitivity);
GTEE_API void gtee_sensitivity_unref(gtee_sensitivity *sensitivity);
/** The cheapest package with all of them. */
GTEE_API uint32_t gtee_sensitivity_red_lines(const gtee_sensitivity *sensitivity);
GTEE_API uint32_t gtee_sensitivity_consents(const gtee_sensitivity *sensitivity);
GTEE_API double gtee_sensitivity_weight(const gtee_sensitivity *sensitivity);
/** 1 if every position was weighed, else 0: the others are left out. */
GTEE_API int32_t gtee_sensitivity_complete(const gtee_sensitivity *sensitivity);
/** By what dropping it saves, greatest first, then the dossier's order. */
GTEE_API size_t gtee_sensitivity_count(const gtee_sensitivity *sensitivity);
GTEE_API const gtee_influence *gtee_sensitivity_at(const gtee_sensitivity *sensitivity, size_t index);
GTEE_API const gtee_position *gtee_influence_position(const gtee_influence *influence);
/** The cheapest package without it. */
GTEE_API uint32_t gtee_influence_red_lines(const gtee_influence *influence);
GTEE_API uint32_t gtee_influence_consents(const gtee_influence *influence);
GTEE_API double gtee_influence_weight(const gtee_influence *influence);
/** 1 if it is part of every conflict, else 0. */
GTEE_API int32_t gtee_influence_in_all(const gtee_influence *influence);
/** 1 if it is part of no conflict, else 0. */
GTEE_API int32_t gtee_influence_in_none(const gtee_influence *influence);

/* -- check: confirm an answer without the solver --------------------------------------------------------------------------------- */

/** What a separate, simple checker found, which shares no code with the solver: it tries all choices, part by part. Immutable. */
typedef struct gtee_check gtee_check;

/** Checks that these positions cannot all be met, given the constraints and what `options` fix, while without any one of them they can.
 *  GTEE_ERROR_NOT_FOUND as for gtee_conflicts_new, GTEE_ERROR_LIMIT if that is too large to try all. */
GTEE_API gtee_status gtee_check_conflict(const gtee_view *view, const gtee_search_options *options, const gtee_position *const *positions,
                                         size_t position_count, gtee_check **check, gtee_diagnostics **diagnostics);
/** Checks that no other constraints, and no other choices that `options` fix (given as in gtee_conflict_fixed_at), are needed for these positions to
 *  conflict, and that without any one of these they do not. Otherwise as gtee_check_conflict. */
GTEE_API gtee_status gtee_check_ties(const gtee_view *view, const gtee_search_options *options, const gtee_position *const *positions,
                                     size_t position_count, const gtee_constraint *const *constraints, size_t constraint_count,
                                     const char *const *fixed, size_t fixed_count, gtee_check **check, gtee_diagnostics **diagnostics);
/** Checks that without these positions all others can be met, while with any one of them they cannot. Otherwise the same. */
GTEE_API gtee_status gtee_check_correction(const gtee_view *view, const gtee_search_options *options, const gtee_position *const *positions,
                                           size_t position_count, gtee_check **check, gtee_diagnostics **diagnostics);
/** Checks that a package, given as choices "variable=option" as in `fixed` (several options: the first; what is not named is at its default, or at its first option), meets what
 *  may not be moved, works out what it costs, and whether any other is cheaper. Confirmed if it is allowed and none is. The status is as above; if there are too many to
 *  try for the last, it is GTEE_OK and gtee_check_is_complete says so. */
GTEE_API gtee_status gtee_check_package(const gtee_view *view, const gtee_search_options *options, const char *const *choices, size_t choice_count,
                                        gtee_check **check, gtee_diagnostics **diagnostics);
/** The same for a nearest version of a proposal, asked for as with gtee_nearest_new: confirmed if it crosses no red line of the parties and meets what
 *  may not be moved, and none changes fewer of the proposal's terms, or as many and costs less. */
GTEE_API gtee_status gtee_check_nearest(const gtee_view *view, const gtee_proposal *proposal, const gtee_search_options *options,
                                        const char *const *choices, size_t choice_count, gtee_check **check, gtee_diagnostics **diagnostics);
/** Works out what the cheapest package costs (with a proposal: the nearest version of it), and how many packages there are. Confirmed if there is any.
 *  GTEE_ERROR_LIMIT if there are too many to try for the cost; if there are only too many to count, it is GTEE_OK and gtee_check_is_complete says so. [nullable: proposal] */
GTEE_API gtee_status gtee_check_cheapest(const gtee_view *view, const gtee_proposal *proposal, const gtee_search_options *options,
                                         gtee_check **check, gtee_diagnostics **diagnostics);
/** Works out what the cheapest package costs without a hard position, and whether the position is part of all conflicts or of none, as
 *  gtee_sensitivity_new does. Confirmed if there is a package at all. GTEE_ERROR_LIMIT if there are too many to try for the cost; if it is too
 *  much for the conflicts, it is GTEE_OK and gtee_check_is_complete says so. */
GTEE_API gtee_status gtee_check_influence(const gtee_view *view, const gtee_search_options *options, const gtee_position *position,
                                          gtee_check **check, gtee_diagnostics **diagnostics);
/** Checks that a package counts, as for gtee_bargain_new, each of several options of a choice as well as the first, and that no other dominates it; with
 *  a `point` (GTEE_POINT_…; 0: none), that it is one that this concept picks. `choices` are all those of an outcome, as for gtee_check_package. Works out
 *  what it is worth to whom. If there are too many packages to try all, it is GTEE_OK and gtee_check_is_complete says so. */
GTEE_API gtee_status gtee_check_outcome(const gtee_view *view, const gtee_search_options *options, uint32_t point, const char *const *choices,
                                        size_t choice_count, gtee_check **check, gtee_diagnostics **diagnostics);
GTEE_API gtee_check *gtee_check_ref(gtee_check *check);
GTEE_API void gtee_check_unref(gtee_check *check);
/** 1 if what was claimed is so, else 0. */
GTEE_API int32_t gtee_check_is_confirmed(const gtee_check *check);
/** 1 if the package that was checked breaks nothing that may not be broken, whether it is the best or not; else 0. */
GTEE_API int32_t gtee_check_is_allowed(const gtee_check *check);
/** 1 if all was tried, else 0. */
GTEE_API int32_t gtee_check_is_complete(const gtee_check *check);
/** What was found, in a sentence, without a full stop. */
GTEE_API const char *gtee_check_message(const gtee_check *check);
/** Of gtee_check_ties: the conflict in a sentence, as gtee_conflict_message; else NULL. [nullable] */
GTEE_API const char *gtee_check_wording(const gtee_check *check);
/** The package in the checker's own account, which lives as long as the check: what was chosen, what it costs whom and what each party gets; of each
 *  choice the options that it cannot tell apart. gtee_package_assess does not take it. NULL if no package was checked. [nullable] */
GTEE_API const gtee_package *gtee_check_account(const gtee_check *check);
/** How many of the proposal's terms a nearest version changes. */
GTEE_API uint32_t gtee_check_changes(const gtee_check *check);
/** What the package costs, or the cheapest one, by the checker's own count; 0 for conflicts and corrections. */
GTEE_API uint32_t gtee_check_red_lines(const gtee_check *check);
GTEE_API uint32_t gtee_check_consents(const gtee_check *check);
GTEE_API double gtee_check_weight(const gtee_check *check);
/** 1 if the position is part of every conflict, else 0; of gtee_check_influence. */
GTEE_API int32_t gtee_check_in_all(const gtee_check *check);
/** 1 if it is part of no conflict, else 0. */
GTEE_API int32_t gtee_check_in_none(const gtee_check *check);
/** Of gtee_check_outcome: GTEE_BASIS_…. */
GTEE_API uint32_t gtee_check_basis(const gtee_check *check);
/** Those who have preferences or, if nobody has, positions; what follows has one for each. */
GTEE_API size_t gtee_check_player_count(const gtee_check *check);
GTEE_API const gtee_participant *gtee_check_player_at(const gtee_check *check, size_t index);
/** What the package is worth to each; 0 without utilities. */
GTEE_API size_t gtee_check_utility_count(const gtee_check *check);
GTEE_API double gtee_check_utility_at(const gtee_check *check, size_t index);
/** The most that each has on the frontier. */
GTEE_API size_t gtee_check_ideal_count(const gtee_check *check);
GTEE_API double gtee_check_ideal_at(const gtee_check *check, size_t index);
/** Without utilities: how many red lines of each are crossed. */
GTEE_API size_t gtee_check_crossed_count(const gtee_check *check);
GTEE_API uint32_t gtee_check_crossed_at(const gtee_check *check, size_t index);
/** Without utilities: the weight of each one's soft positions that are not met. */
GTEE_API size_t gtee_check_lost_count(const gtee_check *check);
GTEE_API double gtee_check_lost_at(const gtee_check *check, size_t index);
/** How many packages count (gtee_check_outcome) or are allowed (gtee_check_cheapest: with a choice for each variable that something looks at, whether it
 *  makes a difference or not, as in gtee_check_account); 0 unless all were tried, as for those that follow. */
GTEE_API double gtee_check_packages(const gtee_check *check);
/** How many points the frontier has. */
GTEE_API size_t gtee_check_points(const gtee_check *check);
/** How many packages are worth the same to everybody as this one. */
GTEE_API double gtee_check_alike(const gtee_check *check);
/** How many packages the concept picks, and the value by which it does, as gtee_solution_value. */
GTEE_API double gtee_check_picked(const gtee_check *check);
GTEE_API double gtee_check_value(const gtee_check *check);

/* -- bargain: what the packages are worth to those who have preferences ------------------------------------------------------------ */

/** Which packages are such that nobody can have more without somebody having less (Pareto), and those among them that bargaining theory picks. Packages
 *  that cross a red line of the parties, or break a constraint or a fixed choice, do not count. Read by many threads at once.
 *  docs/semantics.md, "Bargain". */
typedef struct gtee_bargain gtee_bargain;
/** One for whom packages are worth more or less. */
typedef struct gtee_player gtee_player;
/** A variable that the packages differ in. */
typedef struct gtee_stake gtee_stake;
/** A point of the frontier: what packages are worth to whom, and one such package. */
typedef struct gtee_outcome gtee_outcome;
/** A point that bargaining theory picks, with all packages that tie for it. */
typedef struct gtee_solution gtee_solution;

#define GTEE_BASIS_NONE ((uint32_t)0)      /* nobody has preferences or positions */
#define GTEE_BASIS_UTILITIES ((uint32_t)1) /* the `preferences` of the parties that have them on record */
#define GTEE_BASIS_COSTS ((uint32_t)2)     /* no party has: red lines crossed, then weights, for each party; red lines may be crossed */

#define GTEE_POINT_NASH ((uint32_t)1)              /* greatest product of gains over the reservation; Nash, Econometrica 18 (1950) */
#define GTEE_POINT_KALAI_SMORODINSKY ((uint32_t)2) /* greatest least share of what one could gain; Econometrica 43 (1975), leximin */
#define GTEE_POINT_EGALITARIAN ((uint32_t)3)       /* greatest least gain; Kalai, Econometrica 45 (1977), leximin */
#define GTEE_POINT_UTILITARIAN ((uint32_t)4)       /* greatest sum of utilities */

/** Finds the frontier by merging those of variables, and of groups of variables that red lines and constraints tie; exact in whole numbers.
 *  Of the options, `parties`, `immovable`, `immovable_positions`, `fixed`, `proposal`, `budget` and the progress count, and `cap` without utilities. When the budget is used up
 *  the answer is what was found (gtee_bargain_complete). GTEE_ERROR_NOT_FOUND for an unknown variable or option in `fixed`, GTEE_ERROR_LIMIT for
 *  more than 64 players or 4096 variables, GTEE_ERROR_CANCELLED. O(points of the frontier × options), exponential only in what is tied. */
GTEE_API gtee_status gtee_bargain_new(const gtee_view *view, const gtee_search_options *options, gtee_bargain **bargain,
                                      gtee_diagnostics **diagnostics);
GTEE_API gtee_bargain *gtee_bargain_ref(gtee_bargain *bargain);
GTEE_API void gtee_bargain_unref(gtee_bargain *bargain);
GTEE_API const gtee_view *gtee_bargain_view(const gtee_bargain *bargain);
/** GTEE_BASIS_…. */
GTEE_API uint32_t gtee_bargain_basis(const gtee_bargain *bargain);
/** How many packages count; 0: none meets what may not be moved. A package is a choice for each variable that somebody's utility, a red line,
 *  a constraint or a fixed choice bears on. Those below somebody's reservation count here too, but have no place on the frontier. */
GTEE_API double gtee_bargain_packages(const gtee_bargain *bargain);
/** The same, exactly, in decimal digits. */
GTEE_API const char *gtee_bargain_packages_text(const gtee_bargain *bargain);
/** 1 if all was looked at, else 0: the budget was used up, the frontier is of what was found, and counts are too low. */
GTEE_API int32_t gtee_bargain_complete(const gtee_bargain *bargain);
/** 1 if utilities were added up and compared exactly, else 0: they have more digits than 64 bits hold and were rounded. */
GTEE_API int32_t gtee_bargain_exact(const gtee_bargain *bargain);
/** In the dossier's order. */
GTEE_API size_t gtee_bargain_player_count(const gtee_bargain *bargain);
GTEE_API const gtee_player *gtee_bargain_player_at(const gtee_bargain *bargain, size_t index);
/** The variables, in the dossier's order. */
GTEE_API size_t gtee_bargain_stake_count(const gtee_bargain *bargain);
GTEE_API const gtee_stake *gtee_bargain_stake_at(const gtee_bargain *bargain, size_t index);
/** The frontier, best for the first player first. Packages of the same worth to everybody are one point. */
GTEE_API size_t gtee_bargain_outcome_count(const gtee_bargain *bargain);
GTEE_API const gtee_outcome *gtee_bargain_outcome_at(const gtee_bargain *bargain, size_t index);
/** In the order of GTEE_POINT_…; none without utilities, or if the frontier has no point. */
GTEE_API size_t gtee_bargain_solution_count(const gtee_bargain *bargain);
GTEE_API const gtee_solution *gtee_bargain_solution_at(const gtee_bargain *bargain, size_t index);

GTEE_API const gtee_participant *gtee_player_participant(const gtee_player *player);
/** Its preferences; NULL without utilities. [nullable] */
GTEE_API const gtee_preference *gtee_player_preference(const gtee_player *player);
/** The least total utility that it accepts. */
GTEE_API double gtee_player_reservation(const gtee_player *player);
/** The most that it can have on the frontier: the ideal point's. */
GTEE_API double gtee_player_ideal(const gtee_player *player);

GTEE_API const gtee_issue *gtee_stake_issue(const gtee_stake *stake);
/** Whose choice. [nullable] */
GTEE_API const gtee_participant *gtee_stake_participant(const gtee_stake *stake);

/** What it is worth to each player, in their order; without utilities the cost, negative. */
GTEE_API size_t gtee_outcome_utility_count(const gtee_outcome *outcome);
GTEE_API double gtee_outcome_utility_at(const gtee_outcome *outcome, size_t index);
/** Without utilities: how many red lines of each player it crosses; else 0. */
GTEE_API size_t gtee_outcome_red_lines_count(const gtee_outcome *outcome);
GTEE_API uint64_t gtee_outcome_red_lines_at(const gtee_outcome *outcome, size_t index);
/** Without utilities: the weight of what it does not meet of each player's soft positions; else 0. */
GTEE_API size_t gtee_outcome_weight_count(const gtee_outcome *outcome);
GTEE_API double gtee_outcome_weight_at(const gtee_outcome *outcome, size_t index);
/** A package: the options of each stake, as bits, each as good as the other. O(stakes). */
GTEE_API size_t gtee_outcome_options_count(const gtee_outcome *outcome);
GTEE_API uint64_t gtee_outcome_options_at(const gtee_outcome *outcome, size_t index);
/** How many packages are worth the same to everybody, this one included; UINT64_MAX: as many or more. */
GTEE_API uint64_t gtee_outcome_packages(const gtee_outcome *outcome);

/** GTEE_POINT_…. */
GTEE_API uint32_t gtee_solution_kind(const gtee_solution *solution);
/** "nash", "kalai-smorodinsky", "egalitarian", "utilitarian"; "" for none. */
GTEE_API const char *gtee_point_name(uint32_t kind);
/** The product of gains, the least share of a player's possible gain, the least gain, the sum of utilities. Of those who can gain at all; 0 if nobody can. */
GTEE_API double gtee_solution_value(const gtee_solution *solution);
/** How many packages tie for it; UINT64_MAX: as many or more. */
GTEE_API uint64_t gtee_solution_packages(const gtee_solution *solution);
/** Packages that tie, 64 at most, in the frontier's order; one stands for all that differ only in options that are as good as each other. */
GTEE_API size_t gtee_solution_outcome_count(const gtee_solution *solution);
GTEE_API const gtee_outcome *gtee_solution_outcome_at(const gtee_solution *solution, size_t index);
/** 1 if they stand for all that tie, else 0. */
GTEE_API int32_t gtee_solution_all(const gtee_solution *solution);

/* ============================================================================================= 13 Showing tables and results == */

#define GTEE_SHOW_TEXT ((uint32_t)1)
#define GTEE_SHOW_JSON ((uint32_t)2)
#define GTEE_SHOW_CSV ((uint32_t)3)
#define GTEE_SHOW_MARKDOWN ((uint32_t)4)

typedef struct gtee_show_options {
    size_t size;          /* sizeof (gtee_show_options) */
    uint32_t format;      /* GTEE_SHOW_…; 0: text */
    uint32_t width;       /* columns that text may take, at least 40; 0: 80 */
    uint32_t color;       /* 1: ANSI colours in text */
    const char *language; /* of names; NULL: English */
    uint32_t brief;       /* 1: in text and Markdown, of an assessment only the reasons that decide each verdict, of a package only what changes */
    uint32_t limit;       /* how many conflicts, packages, corrections or influences to show, at most; 0: all that were found */
} gtee_show_options;

/** Diagnostics as text (an excerpt and a caret below each) or JSON; other formats are GTEE_ERROR_ARGUMENT. */
GTEE_API gtee_status gtee_diagnostics_show(const gtee_diagnostics *diagnostics, gtee_context *context,
                                           const gtee_show_options *options, gtee_text **text);

/** Which records of a dossier to list. All members are filters that must hold together. */
typedef struct gtee_list_options {
    size_t size;                         /* sizeof (gtee_list_options) */
    uint32_t kind;                       /* GTEE_KIND_… (not clauses); required */
    const char *id;                      /* only the record of this id, with all that is known of it; NULL: all */
    const gtee_participant *participant; /* only records that this participant has part in; NULL: all */
    const gtee_issue *issue;             /* only records that bear on it; NULL: all */
    const gtee_proposal *proposal;       /* only records that bear on it; NULL: all */
    const gtee_source *source;           /* only records that cite it; NULL: all */
    const char *text;                    /* only records with this in a name, title, gist, quote or note, compared as names are; NULL: all */
} gtee_list_options;

/** Lists the records of a kind, as far as the view's day and filters admit them. GTEE_ERROR_NOT_FOUND if `id` names none. O(records). */
GTEE_API gtee_status gtee_list_show(const gtee_view *view, const gtee_list_options *list, const gtee_show_options *options,
                                    gtee_text **text);

/** The matrix of positions in force: a row for each variable, a column for each participant that holds one.
 *  Only these participants and issues, or all if the count is 0. O(stances in force). */
GTEE_API gtee_status gtee_matrix_show(const gtee_view *view, const gtee_participant *const *participants, size_t participant_count,
                                      const gtee_issue *const *issues, size_t issue_count, const gtee_show_options *options,
                                      gtee_text **text);

/** What is in a dossier, in figures, with shifts and contradictions: what `guarantee check` prints. */
GTEE_API gtee_status gtee_view_show(const gtee_view *view, const gtee_show_options *options, gtee_text **text);

GTEE_API gtee_status gtee_assessment_show(const gtee_assessment *assessment, const gtee_show_options *options, gtee_text **text);
GTEE_API gtee_status gtee_comparison_show(const gtee_comparison *comparison, const gtee_show_options *options, gtee_text **text);
GTEE_API gtee_status gtee_timeline_show(const gtee_timeline *timeline, const gtee_show_options *options, gtee_text **text);
GTEE_API gtee_status gtee_name_match_show(const gtee_name_match *match, const gtee_show_options *options, gtee_text **text);

/* Of what has been found so far: nothing more is searched for. As text: a one-line answer, then each with its evidence; as JSON with the question,
 * so that `guarantee verify` can ask it again. */
GTEE_API gtee_status gtee_conflicts_show(const gtee_conflicts *conflicts, const gtee_show_options *options, gtee_text **text);
GTEE_API gtee_status gtee_settlement_show(const gtee_settlement *settlement, const gtee_show_options *options, gtee_text **text);
GTEE_API gtee_status gtee_corrections_show(const gtee_corrections *corrections, const gtee_show_options *options, gtee_text **text);
GTEE_API gtee_status gtee_sensitivity_show(const gtee_sensitivity *sensitivity, const gtee_show_options *options, gtee_text **text);
GTEE_API gtee_status gtee_bargain_show(const gtee_bargain *bargain, const gtee_show_options *options, gtee_text **text);

/** What to answer about a rule besides who is in it. */
typedef struct gtee_game_show_options {
    size_t size;                            /* sizeof (gtee_game_show_options) */
    const gtee_power *power;                /* of the same game: its figures are shown too; NULL: none */
    const gtee_participant *const *support; /* does it win if these are in favour and those of `block` are not, and who is pivotal if */
    size_t support_count;                   /* just these are? Not asked if there is nobody in either */
    const gtee_participant *const *block;
    size_t block_count;
    uint32_t coalitions; /* minimal winning and minimal blocking coalitions to list at most, of each; 0: 10; UINT32_MAX: none */
    uint64_t operations; /* that finding them may be estimated to take, as in gtee_game_options; if it takes more, the answer says so */
    uint64_t bytes;      /* the same */
    gtee_progress_function progress; /* NULL: none */
    void *progress_user;
} gtee_game_show_options;

/** A rule as a tree, with its veto players and minimal coalitions. GTEE_ERROR_CANCELLED. O(rule, groups expanded), and finding the coalitions. */
GTEE_API gtee_status gtee_game_show(const gtee_game *game, const gtee_game_show_options *what, const gtee_show_options *options, gtee_text **text);
/** The table of indices alone. */
GTEE_API gtee_status gtee_power_show(const gtee_power *power, const gtee_show_options *options, gtee_text **text);
/** `limit` bounds each list of sets, carriers and changes. */
GTEE_API gtee_status gtee_stress_show(const gtee_stress *stress, const gtee_show_options *options, gtee_text **text);

#ifdef __cplusplus
}
#endif

#endif /* GUARANTEE_H */
