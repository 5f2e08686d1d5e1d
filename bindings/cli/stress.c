/* stress.c: `guarantee stress`: would it act on the day that it is called on? */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define USUAL_LIMIT 10

/* What is asked besides the scenario; its lists are as long as the arguments. */
typedef struct cli_trial {
    gtee_stress_options options;
    const gtee_participant **stand_participants, **likelihood_participants;
    uint32_t *stands, *least_numbers;
    double *lows, *highs, *weights;
    const char **stand_texts, **likelihood_texts; /* as they were given */
    const gtee_issue **least_issues;
    const gtee_scenario **alternatives;
} cli_trial;

/* ---- NAME=VALUE */

/* The part before the last "=", to be freed, and the value behind it; NULL and a complaint if there is none. */
static char *split(const char *text, const char *option, const char *expected, const char **value)
{
    const char *equals = strrchr(text, '=');
    char *name;

    if (equals == NULL || equals == text || equals[1] == '\0') {
        complain("%s is no value for %s; expected %s", text, option, expected);
        return NULL;
    }
    name = malloc((size_t)(equals - text) + 1);
    if (name == NULL) {
        complain("out of memory");
        return NULL;
    }
    memcpy(name, text, (size_t)(equals - text));
    name[equals - text] = '\0';
    *value = equals + 1;
    return name;
}

/* A whole number or decimal above 0. */
static bool read_number(const char *text, double most, double *number)
{
    char *end;

    if (text[strspn(text, "0123456789.")] != '\0')
        return false;
    *number = strtod(text, &end); /* the program never leaves the locale "C" */
    return *end == '\0' && *number > 0 && *number <= most;
}

/* What was said before of the same participant; `count`: nothing. */
static size_t said_before(const gtee_participant *const *participants, size_t count, const gtee_participant *participant)
{
    size_t i = 0;

    while (i < count && participants[i] != participant)
        i++;
    return i;
}

static bool contradicts(const char *text, const char *before)
{
    complain("--what-if %s contradicts --what-if %s; say one of them", text, before);
    return false;
}

/* One that says the same again makes no difference. */
static bool is_consistent(const cli_trial *trial, const char *text)
{
    const size_t stand = trial->options.stand_count - 1, likelihood = trial->options.likelihood_count - 1;
    size_t before;

    if (trial->options.stand_count > 0) {
        before = said_before(trial->stand_participants, stand, trial->stand_participants[stand]);
        if (trial->stands[before] != trial->stands[stand])
            return contradicts(text, trial->stand_texts[before]);
    }
    if (trial->options.likelihood_count > 0) {
        before = said_before(trial->likelihood_participants, likelihood, trial->likelihood_participants[likelihood]);
        if (trial->lows[before] < trial->lows[likelihood] || trial->lows[before] > trial->lows[likelihood] ||
            trial->highs[before] < trial->highs[likelihood] || trial->highs[before] > trial->highs[likelihood])
            return contradicts(text, trial->likelihood_texts[before]);
    }
    return true;
}

static bool take_stand(cli_trial *trial, const gtee_participant *participant, const char *value, const char *text)
{
    const size_t count = trial->options.stand_count;

    for (uint32_t stand = GTEE_STAND_SUPPORT; stand <= GTEE_STAND_UNKNOWN; stand++) {
        if (strcmp(gtee_stand_name(stand), value) != 0)
            continue;
        trial->stand_participants[count] = participant;
        trial->stands[count] = stand;
        trial->stand_texts[count] = text;
        trial->options.stand_count++;
        return true;
    }
    return false;
}

static bool take_likelihood(cli_trial *trial, const gtee_participant *participant, const char *value, const char *text)
{
    const size_t count = trial->options.likelihood_count;

    if (gtee_likelihood_parse(value, &trial->lows[count], &trial->highs[count]) != GTEE_OK)
        return false;
    trial->likelihood_participants[count] = participant;
    trial->likelihood_texts[count] = text;
    trial->options.likelihood_count++;
    return true;
}

static bool take_what_if(const cli_run *cli, cli_trial *trial, const char *text)
{
    static const char expected[] = "NAME=support, NAME=block, NAME=unknown, or a likelihood such as NAME=0.3, NAME=0.2..0.5 or NAME=likely";
    const char *value;
    char *name = split(text, "--what-if", expected, &value);
    const gtee_participant *participant = name != NULL ? participant_of(cli, name) : NULL;
    bool good = participant != NULL;

    if (good && !take_stand(trial, participant, value, text) && !take_likelihood(trial, participant, value, text)) {
        complain("%s is no value for --what-if; expected %s", text, expected);
        good = false;
    }
    free(name);
    return good && is_consistent(trial, text);
}

static bool take_least(const cli_run *cli, cli_trial *trial, const char *text)
{
    static const char expected[] = "an issue and a whole number, such as air-support=3";
    const char *value;
    char *name = split(text, "--least", expected, &value);
    const gtee_issue *issue = name != NULL ? issue_of(cli, name) : NULL;
    const size_t count = trial->options.least_count;
    double number = 0;
    bool good = issue != NULL;

    if (good && (strchr(value, '.') != NULL || !read_number(value, 1e6, &number))) {
        complain("%s is no value for --least; expected %s", text, expected);
        good = false;
    }
    free(name);
    if (!good)
        return false;
    trial->least_issues[count] = issue;
    trial->least_numbers[count] = (uint32_t)number;
    trial->options.least_count++;
    return true;
}

static bool take_alternative(const cli_run *cli, cli_trial *trial, const char *text)
{
    static const char expected[] = "a scenario and a weight above 0, such as storm=0.25";
    const char *value;
    char *name = split(text, "--alternative", expected, &value);
    const gtee_scenario *scenario = name != NULL ? scenario_of(cli, name) : NULL;
    const size_t count = trial->options.alternative_count;
    bool good = scenario != NULL;

    if (good && !read_number(value, 1e9, &trial->weights[count])) {
        complain("%s is no value for --alternative; expected %s", text, expected);
        good = false;
    }
    free(name);
    if (!good)
        return false;
    trial->alternatives[count] = scenario;
    trial->options.alternative_count++;
    return true;
}

/* ---- The question */

static bool make_room(const cli_arguments *a, cli_trial *trial)
{
    const size_t many = a->what_if.count + a->least.count + a->alternatives.count + 1;

    trial->stand_participants = calloc(many, sizeof *trial->stand_participants);
    trial->likelihood_participants = calloc(many, sizeof *trial->likelihood_participants);
    trial->stands = calloc(many, sizeof *trial->stands);
    trial->least_numbers = calloc(many, sizeof *trial->least_numbers);
    trial->lows = calloc(many, sizeof *trial->lows);
    trial->highs = calloc(many, sizeof *trial->highs);
    trial->weights = calloc(many, sizeof *trial->weights);
    trial->stand_texts = calloc(many, sizeof *trial->stand_texts);
    trial->likelihood_texts = calloc(many, sizeof *trial->likelihood_texts);
    trial->least_issues = calloc(many, sizeof *trial->least_issues);
    trial->alternatives = calloc(many, sizeof *trial->alternatives);
    if (trial->stand_participants != NULL && trial->likelihood_participants != NULL && trial->stands != NULL && trial->least_numbers != NULL &&
        trial->lows != NULL && trial->highs != NULL && trial->weights != NULL && trial->least_issues != NULL && trial->alternatives != NULL &&
        trial->stand_texts != NULL && trial->likelihood_texts != NULL)
        return true;
    complain("out of memory");
    return false;
}

static void forget(cli_trial *trial)
{
    free(trial->stand_participants);
    free(trial->likelihood_participants);
    free(trial->stands);
    free(trial->least_numbers);
    free(trial->lows);
    free(trial->highs);
    free(trial->weights);
    free(trial->stand_texts);
    free(trial->likelihood_texts);
    free(trial->least_issues);
    free(trial->alternatives);
}

/* Each of the texts of an option. */
static bool take_all(const cli_run *cli, cli_trial *trial, const cli_texts *texts, bool (*take)(const cli_run *, cli_trial *, const char *))
{
    for (size_t i = 0; i < texts->count; i++)
        if (!take(cli, trial, texts->items[i]))
            return false;
    return true;
}

static int understand(cli_run *cli, cli_trial *trial)
{
    const cli_arguments *a = &cli->arguments;
    gtee_stress_options *options = &trial->options;

    if (!make_room(a, trial))
        return EXIT_INTERNAL;
    if (a->holder != NULL && (options->holder = participant_of(cli, a->holder)) == NULL)
        return EXIT_USAGE;
    if (!take_all(cli, trial, &a->what_if, take_what_if) || !take_all(cli, trial, &a->least, take_least) ||
        !take_all(cli, trial, &a->alternatives, take_alternative))
        return EXIT_USAGE;
    cli->show.limit = a->limit != 0 ? a->limit : USUAL_LIMIT;
    options->size = sizeof *options;
    options->stand_participants = trial->stand_participants;
    options->stands = trial->stands;
    options->likelihood_participants = trial->likelihood_participants;
    options->likelihood_lows = trial->lows;
    options->likelihood_highs = trial->highs;
    options->least_issues = trial->least_issues;
    options->least_numbers = trial->least_numbers;
    options->alternatives = trial->alternatives;
    options->alternative_weights = trial->weights;
    options->set_count = options->change_count = cli->show.limit;
    options->operations = a->budget;
    options->progress = progress;
    return EXIT_YES;
}

static size_t most_obligors(const gtee_stress *stress, const gtee_issue *issue)
{
    size_t most = 0;

    for (size_t i = 0; i < gtee_stress_level_count(stress); i++) {
        const gtee_level *level = gtee_stress_level_at(stress, i);
        if (gtee_level_issue(level) == issue && gtee_level_obligor_count(level) > most)
            most = gtee_level_obligor_count(level);
    }
    return most;
}

/* What was asked for with --least and could not be taken as it was said. */
static void say_least(const cli_texts *asked, const cli_trial *trial, const gtee_stress *stress)
{
    for (size_t i = 0; i < trial->options.least_count; i++) {
        const size_t most = most_obligors(stress, trial->least_issues[i]);
        const char *issue = gtee_issue_id(trial->least_issues[i]);
        if (most == 0)
            complain("nothing comes due on %s: --least %s makes no difference", issue, asked->items[i]);
        else if (most < trial->least_numbers[i])
            complain("--least %s: fewer than that owe something on %s, and each of them has to deliver", asked->items[i], issue);
    }
}

/* Those who read JSON read there, too, why there is no answer. */
static void print_refusal(const cli_run *cli, gtee_status status, const gtee_diagnostics *diagnostics)
{
    gtee_text *text = NULL;

    if (status != GTEE_ERROR_LIMIT || diagnostics == NULL || cli->show.format != GTEE_SHOW_JSON)
        return;
    status = gtee_diagnostics_show(diagnostics, cli->context, &cli->show, &text);
    print_text(status, text);
}

static int test(cli_run *cli, const cli_trial *trial, const gtee_proposal *proposal, const gtee_scenario *scenario)
{
    gtee_stress *stress = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_stress_new(cli->view, proposal, scenario, &trial->options, &stress, &diagnostics);
    const bool said = diagnostics != NULL;

    print_refusal(cli, status, diagnostics);
    print_diagnostics(cli, diagnostics);
    if (status != GTEE_OK)
        return said ? exit_status_of(status) : print_text(status, NULL);
    const bool acts = gtee_stress_arrives_high(stress) > 0;
    say_least(&cli->arguments.least, trial, stress);
    status = gtee_stress_show(stress, &cli->show, &text);
    gtee_stress_unref(stress);
    const int result = print_text(status, text);
    return result != EXIT_YES ? result : acts ? EXIT_YES : EXIT_NO;
}

int run_stress(cli_run *cli)
{
    const cli_texts *asked = &cli->arguments.positional;
    const gtee_scenario *scenario = NULL;
    cli_trial trial = {.options = {.size = 0}};
    int result = load(cli, NULL);

    if (result == EXIT_YES)
        result = make_view(cli);
    if (result == EXIT_YES)
        result = understand(cli, &trial);
    if (result == EXIT_YES) {
        const gtee_proposal *proposal = proposal_of(cli, asked->items[1]);
        if (proposal != NULL && asked->count > 2)
            scenario = scenario_of(cli, asked->items[2]);
        result = proposal == NULL || (asked->count > 2 && scenario == NULL) ? EXIT_USAGE : test(cli, &trial, proposal, scenario);
    }
    forget(&trial);
    return result;
}
