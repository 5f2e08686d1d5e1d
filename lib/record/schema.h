/* schema.h: the format as tables: which keys each record has, of what type, and where in its struct they live. Uses base and model.h.
 *
 * One table drives reading (compile.c), writing and copying (walk.c) and equality (equal.c), so that no field can be read but not
 * written, or written but not compared. The order of the fields is the order in which they are saved. */
#ifndef GTI_RECORD_SCHEMA_H
#define GTI_RECORD_SCHEMA_H

#include "record/model.h"

enum gti_type {
    GTI_TYPE_ID,          /* const char *: kebab-case id of this record or part */
    GTI_TYPE_TEXT,        /* const char * */
    GTI_TYPE_TEXTS,       /* gti_texts */
    GTI_TYPE_DATE,        /* gtee_date */
    GTI_TYPE_BOOL,        /* bool */
    GTI_TYPE_UINT,        /* uint32_t, with a bool at `offset2` that says whether it was given */
    GTI_TYPE_DECIMAL,     /* gti_decimal, likewise */
    GTI_TYPE_WORD,        /* uint32_t: one of `words`; 0: left out */
    GTI_TYPE_REF,         /* gtee_record * of `kind` */
    GTI_TYPE_REFS,        /* gti_refs_list of `kind` */
    GTI_TYPE_NAMES,       /* gti_pairs; each key may have a list of values */
    GTI_TYPE_CODES,       /* gti_pairs; each key has one value */
    GTI_TYPE_CITATIONS,   /* gti_citations, by `part` as PARTS are */
    GTI_TYPE_PART,        /* a struct within the struct, by `part` */
    GTI_TYPE_PART_NEW,    /* a pointer to a struct of its own, by `part` */
    GTI_TYPE_PARTS,       /* items and count of structs, by `part`; a scalar stands for a part that has only its first field */
    GTI_TYPE_CLAUSES,     /* gti_clauses, by `part` */
    GTI_TYPE_TERMS,       /* gti_terms */
    GTI_TYPE_TERM_LIST,   /* gti_terms, written as a list of mappings of one entry */
    GTI_TYPE_STANCE,      /* the five stance keys, which stand in `words` (`key` is ""): stance at `offset`, terms at `offset2`,
                           * proposal at `offset3` (written as {proposal: id}) */
    GTI_TYPE_RULES,       /* gti_rules */
    GTI_TYPE_UTILITIES,   /* gti_utilities */
    GTI_TYPE_LIKELIHOOD,  /* gtee_likelihood */
    GTI_TYPE_HONOURS      /* gti_honours */
};

#define GTI_FIELD_REQUIRED 1u
#define GTI_FIELD_NAME 2u   /* a text that names something: looked at for mixed scripts */
#define GTI_FIELD_RECURS 4u /* a text that is likely to come again: interned */
#define GTI_FIELD_IDS 8u    /* of TEXTS: each must be an id */
#define GTI_FIELD_BEGINS 16u /* of DATE: since when; checked against the one that ends */
#define GTI_FIELD_ENDS 32u   /* of DATE: until when */
#define GTI_FIELD_LANGUAGE 64u /* of TEXT: a tag of BCP 47 */
#define GTI_FIELD_LOCATOR 128u /* of TEXT: a place in a source */

typedef struct gti_word { const char *word; uint32_t value; } gti_word;

typedef struct gti_schema gti_schema;
typedef struct gti_field {
    const char *key;
    uint32_t key_size;
    enum gti_type type;
    uint32_t flags;
    size_t offset, offset2, offset3;
    uint32_t kind;           /* of what is referred to */
    const gti_word *words;   /* ends with {NULL, 0} */
    const gti_schema *part;
} gti_field;

struct gti_schema {
    const char *name;  /* "position", "clause", "option", … for messages */
    size_t size;       /* of the struct */
    const gti_field *fields;
    size_t field_count;
};

/* The words of the format. */
extern const gti_word gti_words_participant[], gti_words_derived[], gti_words_status[], gti_words_binding[], gti_words_stance[],
    gti_words_evidence[], gti_words_firmness[], gti_words_event[];

/* The words of ICD 203 for likelihoods, with their ranges as canonical decimals; ends with a NULL word. */
typedef struct gti_likelihood_word { const char *word, *low, *high; } gti_likelihood_word;
extern const gti_likelihood_word gti_likelihood_words[];
/* Words may be written with spaces for the hyphens. NULL: it is none. */
const gti_likelihood_word *gti_likelihood_word_find(const char *text);

/* The schema of a record kind (GTEE_KIND_SOURCE … GTEE_KIND_CLAUSE); NULL for no kind. */
const gti_schema *gti_schema_of(uint32_t kind);
/* The word for a value, "" for none; used by the public _name functions too. */
const char *gti_word_of(const gti_word *words, uint32_t value);

#endif
