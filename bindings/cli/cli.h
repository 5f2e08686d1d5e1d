/* cli.h: what the parts of the program `guarantee` share. Uses guarantee.h and the C library only. */
#ifndef GUARANTEE_CLI_H
#define GUARANTEE_CLI_H

#include <guarantee.h>

#include <stdbool.h>
#include <stddef.h>

/* How the program ends. */
enum exit_status {
    EXIT_YES = 0,
    EXIT_NO = 1,       /* the answer is no */
    EXIT_USAGE = 2,    /* the call is wrong */
    EXIT_DOSSIER = 3,  /* the dossier is wrong, or cannot be read */
    EXIT_LIMIT = 4,    /* a limit was crossed */
    EXIT_INTERNAL = 5, /* no memory, trouble with the output, a defect */
    EXIT_INTERRUPTED = 130
};

/* Which options a command takes, as bits. Every command takes those of the dossier and of the output. */
#define TAKES_VIEW 1u        /* --as-of --evidence --source */
#define TAKES_PARTICIPANT 2u
#define TAKES_ISSUE 4u
#define TAKES_PROPOSAL 8u
#define TAKES_LIST 16u /* --id --text */
#define TAKES_FROM 32u
#define TAKES_TEXTS 64u
#define TAKES_CONVERT 128u /* --to --output */
#define TAKES_BRIEF 512u
#define TAKES_SEARCH 4096u  /* --parties --fix --limit --budget */
#define TAKES_TERMS 32768u  /* --proposal, whose terms are fixed */
#define TAKES_MOVES 8192u   /* --immovable */
#define TAKES_COSTS 16384u  /* --cap --red-line-weight --consent-weight --all-concessions --sensitivity */
#define TAKES_GAME 65536u    /* --rule --support --block --estimate --limit --budget */
#define TAKES_STRESS 131072u /* --what-if --holder --least --alternative --limit --budget */
#define TAKES_TRIAL 262144u  /* --stress --scenario */
#define TAKES_TABLES 256u  /* --format csv and markdown, --width, --color */

typedef struct cli_texts {
    const char **items;
    size_t count;
} cli_texts;

/* The command line, understood. Texts are those of argv. */
typedef struct cli_arguments {
    const struct cli_command *command;
    cli_texts positional; /* behind the command */
    cli_texts with;
    const char *as_of, *from, *id, *text, *texts_directory, *to, *output, *language, *rule, *holder, *scenario;
    cli_texts participants, issues, proposals, sources, parties, immovable, fixed, support, block, what_if, least, alternatives;
    uint32_t evidence;
    uint32_t format;
    uint32_t width; /* 0: find out */
    enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
    uint32_t cap, limit;    /* 0: not given */
    uint64_t budget, samples;
    double red_line_weight, consent_weight;
    bool all_concessions, sensitivity, stress;
    bool strict, brief, help, version;
    const char **room; /* of all the lists */
} cli_arguments;

/* One run of the program. */
typedef struct cli_run {
    cli_arguments arguments;
    gtee_context *context;
    gtee_dossier *dossier;
    gtee_view *view;
    gtee_show_options show; /* for standard output */
} cli_run;

typedef struct cli_command {
    const char *name;
    const char *usage; /* behind the name */
    const char *summary;
    const char *details;
    const char *examples[2];
    uint32_t takes;
    size_t least, most; /* positional arguments, the dossier among them */
    int (*run)(cli_run *cli);
} cli_command;

/* ---- commands.c */
const cli_command *command_find(const char *name);
const cli_command *command_at(size_t index); /* NULL behind the last */
const char *command_nearest(const char *name);
void help_print(const cli_command *command); /* NULL: of the program */

/* ---- options.c: false: the call is wrong, and standard error says how */
bool arguments_parse(int argc, char **argv, cli_arguments *arguments);
void arguments_free(cli_arguments *arguments);

/* ---- nearest.c: edit distance, for suggestions; `limit` + 1 if above */
size_t distance(const char *a, const char *b, size_t limit);
/* Remembers the nearest of several candidates. */
typedef struct cli_nearest {
    const char *wanted;
    const char *best; /* NULL: none is near */
    size_t distance;
} cli_nearest;
void nearest_begin(cli_nearest *nearest, const char *wanted);
void nearest_offer(cli_nearest *nearest, const char *candidate);

/* ---- output.c */
void complain(const char *format, ...); /* one line on standard error: %s are shown with control characters escaped */
gtee_show_options show_options(const cli_arguments *arguments);
bool print(const char *text);
/* Prints the text, gives it back, and returns the exit status for both. */
int print_text(gtee_status status, gtee_text *text);
/* One of several answers in one output: JSON is a list, CSV has one header, the rest an empty line between. */
void print_answer(const cli_run *cli, const gtee_text *text, size_t index);
void print_answers_end(const cli_run *cli, size_t count);
void print_indented(const char *text, size_t indent); /* JSON within JSON: all lines but the first are indented; no line end */
/* Text of any kind on standard output: broken between words into lines of `width`, each indented; between quotation marks, with `escape` before any
 * of `special`; the same without the marks. What could steer a terminal is shown as it would be in JSON. */
void print_wrapped(const char *text, size_t indent, size_t width);
void print_quoted(const char *text, char escape, const char *special);
void print_escaped(const char *text, char escape, const char *special);
/* On standard error, as text; gives them back. */
void print_diagnostics(const cli_run *cli, gtee_diagnostics *diagnostics);
int exit_status_of(gtee_status status);
bool finish_output(void); /* false: something could not be written */

/* ---- dossier.c */
void interrupts_begin(void);
bool interrupted(void);
int32_t progress(void *user, uint64_t done, uint64_t total);
/* Loads the dossier; its diagnostics go to `*diagnostics`, or to standard error if that is NULL. An exit status. */
int load(cli_run *cli, gtee_diagnostics **diagnostics);
int make_view(cli_run *cli);
/* The same from options that come from elsewhere; their callback is set. */
int make_view_with(cli_run *cli, gtee_view_options *options);
/* Resolve what an argument names; NULL and a complaint, if nothing. */
const gtee_participant *participant_of(const cli_run *cli, const char *name);
const gtee_issue *issue_of(const cli_run *cli, const char *id);
const gtee_proposal *proposal_of(const cli_run *cli, const char *id);
const gtee_source *source_of(const cli_run *cli, const char *id);
const gtee_scenario *scenario_of(const cli_run *cli, const char *id);
/* Is it dated after the view's day? Those are left out, unless they are asked for by name. */
bool not_yet(const cli_run *cli, const gtee_proposal *proposal);

/* ---- one file per command */
int run_check(cli_run *cli);
int run_show(cli_run *cli);
int run_matrix(cli_run *cli);
int run_assess(cli_run *cli);
int run_compare(cli_run *cli);
int run_timeline(cli_run *cli);
int run_name(cli_run *cli);
int run_convert(cli_run *cli);
int run_conflicts(cli_run *cli);
int run_settle(cli_run *cli);
int run_nearest(cli_run *cli);
int run_bargain(cli_run *cli);
int run_verify(cli_run *cli);
int run_rule(cli_run *cli);
int run_stress(cli_run *cli);

#endif
