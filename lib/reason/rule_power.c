/* rule_power.c: the power of a rule's members: figures of the game put into text and doubles. Uses base, game, rule.h. */
#include "reason/rule.h"

#include <math.h>
#include <string.h>

#define INDEX_COUNT 9u /* GTEE_INDEX_… from 1 */

struct gtee_member_power {
    const gtee_participant *participant;
    bool veto, dictator;
    int32_t dummy;
    const char *swings, *minimal;
    double values[INDEX_COUNT];
    const char *fractions[INDEX_COUNT];
};

struct gtee_power {
    gti_rule_answer head;
    uint32_t measures, left_out;
    uint64_t samples;
    double operations, bytes, error, act;
    gti_account refused[GTI_POWER_MEASURES]; /* of what is left out */
    const char *method, *winning, *minimal, *act_fraction;
    gtee_member_power *members;
};

static bool keep(gti_arena *arena, gti_buffer *buffer, bool good, const char **text)
{
    *text = good && !buffer->failed ? gti_arena_copy(arena, buffer->data != NULL ? buffer->data : "", buffer->size) : NULL;
    gti_buffer_truncate(buffer, 0);
    return *text != NULL;
}

static bool keep_natural(gtee_power *power, gti_buffer *buffer, const gti_natural *number, const char **text)
{
    return keep(&power->head.arena, buffer, gti_natural_text(&power->head.arena.allocator, number, buffer), text);
}

/* A figure that is not defined stays NaN, without a fraction. */
static bool keep_fraction(gtee_power *power, gti_buffer *buffer, const gti_fraction *fraction, double *value, const char **text)
{
    if (gti_natural_is_zero(&fraction->denominator))
        return true;
    *value = gti_fraction_double(fraction);
    return keep(&power->head.arena, buffer, gti_fraction_text(&power->head.arena.allocator, fraction, buffer), text);
}

static bool keep_method(gtee_power *power, gti_buffer *buffer, uint32_t methods)
{
    for (uint32_t bit = 1; bit != 0 && bit <= methods; bit <<= 1)
        if ((methods & bit) != 0) {
            gti_buffer_text(buffer, buffer->size > 0 ? "; " : "");
            gti_buffer_text(buffer, gti_method_text(bit));
        }
    return keep(&power->head.arena, buffer, true, &power->method);
}

static bool keep_indices(gtee_power *power, gti_buffer *buffer, const gti_member_power *from, gtee_member_power *to)
{
    const struct {
        uint32_t index, measure;
        const gti_fraction *fraction;
    } figures[] = {
        {GTEE_INDEX_ABSOLUTE, GTEE_POWER_BANZHAF, &from->absolute},        {GTEE_INDEX_BANZHAF, GTEE_POWER_BANZHAF, &from->banzhaf},
        {GTEE_INDEX_PREVENT, GTEE_POWER_BANZHAF, &from->prevent},          {GTEE_INDEX_INITIATE, GTEE_POWER_BANZHAF, &from->initiate},
        {GTEE_INDEX_SHAPLEY, GTEE_POWER_SHAPLEY, &from->shapley},          {GTEE_INDEX_DEEGAN_PACKEL, GTEE_POWER_MINIMAL, &from->deegan_packel},
        {GTEE_INDEX_HOLLER, GTEE_POWER_MINIMAL, &from->holler},            {GTEE_INDEX_JOHNSTON, GTEE_POWER_JOHNSTON, &from->johnston},
    };

    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
        if ((power->measures & figures[i].measure) != 0 &&
            !keep_fraction(power, buffer, figures[i].fraction, &to->values[figures[i].index], &to->fractions[figures[i].index]))
            return false;
    return true;
}

static bool keep_member(gtee_power *power, gti_buffer *buffer, const gti_member_power *from, gtee_member_power *to)
{
    if ((power->measures & GTEE_POWER_BANZHAF) != 0) {
        to->dummy = from->dummy;
        if (!keep_natural(power, buffer, &from->swings, &to->swings))
            return false;
    }
    if ((power->measures & GTEE_POWER_MINIMAL) != 0 && !keep_natural(power, buffer, &from->minimal, &to->minimal))
        return false;
    return keep_indices(power, buffer, from, to);
}

static bool keep_all(gtee_power *power, const gti_power *found)
{
    gti_buffer buffer;
    bool good;

    gti_buffer_init(&buffer, &power->head.arena.allocator);
    good = keep_method(power, &buffer, found->account.methods);
    if (good && (power->measures & GTEE_POWER_BANZHAF) != 0)
        good = keep_natural(power, &buffer, &found->winning, &power->winning) &&
               keep_fraction(power, &buffer, &found->act, &power->act, &power->act_fraction);
    if (good && (power->measures & GTEE_POWER_MINIMAL) != 0)
        good = keep_natural(power, &buffer, &found->minimal, &power->minimal);
    for (uint32_t i = 0; good && i < power->head.game->count; i++)
        good = keep_member(power, &buffer, &found->each[i], &power->members[i]);
    gti_buffer_free(&buffer);
    return good;
}

/* No measures: all that the budget allows. */
static gtee_status work_out(gtee_power *power, const gti_effort *effort, gti_account *account)
{
    const gti_game *game = power->head.game->game;
    gti_power found;
    gtee_status status = power->measures == 0 ? gti_game_power_within(game, effort, &found) : gti_game_power(game, power->measures, effort, &found);

    *account = found.account;
    power->measures = found.wanted;
    power->left_out = found.left_out;
    memcpy(power->refused, found.refused, sizeof found.refused);
    if (status == GTEE_OK && !keep_all(power, &found))
        status = GTEE_ERROR_MEMORY;
    gti_power_free(&found);
    return status;
}

static gtee_status sample(gtee_power *power, const gti_effort *effort, gti_account *account)
{
    gti_estimate found;
    gti_buffer buffer;
    gtee_status status = gti_game_sample(power->head.game->game, power->samples, effort, &found);

    *account = found.account;
    gti_buffer_init(&buffer, &power->head.arena.allocator);
    if (status == GTEE_OK && !keep_method(power, &buffer, found.account.methods))
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK) {
        power->measures = GTEE_POWER_BANZHAF | GTEE_POWER_SHAPLEY;
        power->error = found.error;
        power->act = found.act;
        for (uint32_t i = 0; i < power->head.game->count; i++) {
            power->members[i].values[GTEE_INDEX_ABSOLUTE] = found.absolute[i];
            power->members[i].values[GTEE_INDEX_SHAPLEY] = found.shapley[i];
        }
    }
    gti_buffer_free(&buffer);
    gti_estimate_free(&found);
    return status;
}

static void begin_members(gtee_power *power)
{
    const gtee_game *game = power->head.game;

    for (uint32_t i = 0; i < game->count; i++) {
        gtee_member_power *member = &power->members[i];
        *member = (gtee_member_power){.participant = gti_participant_at(game->view->dossier, game->members[i]),
                                      .veto = gti_coalition_has(game->vetoes, i),
                                      .dictator = game->dictator == i,
                                      .dummy = -1};
        for (uint32_t j = 0; j < INDEX_COUNT; j++)
            member->values[j] = NAN;
    }
}

static gtee_status make(void *answer, const void *question, gti_report *report)
{
    gtee_power *power = answer;
    const gtee_power_options *options = question;
    const gtee_game *game = power->head.game;
    const gti_effort effort = gti_rule_effort(options->operations, options->bytes, options->progress, options->progress_user);
    gti_account account = {.methods = 0};
    gtee_status status;

    power->measures = options->measures;
    power->samples = options->samples;
    power->act = NAN;
    power->members = gti_arena_array(&power->head.arena, (size_t)game->count + 1, sizeof *power->members, sizeof(void *));
    if (power->members == NULL)
        return GTEE_ERROR_MEMORY;
    begin_members(power);
    status = options->samples > 0 ? sample(power, &effort, &account) : work_out(power, &effort, &account);
    power->operations = account.operations;
    power->bytes = account.bytes;
    if (status == GTEE_ERROR_LIMIT)
        gti_report_effort(report, &power->head.arena.allocator, game->proposal, game->rule, &account);
    for (uint32_t bit = 0; status == GTEE_OK && bit < GTI_POWER_MEASURES; bit++)
        if (gti_power_left_out(power, bit) != NULL)
            gti_report_left_out(report, game, gti_power_figures(bit), gti_power_left_out(power, bit));
    return status;
}

static const gti_rule_kind power_kind = {sizeof(gtee_power), make, NULL};

gtee_status gtee_power_new(const gtee_game *game, const gtee_power_options *options, gtee_power **power, gtee_diagnostics **diagnostics)
{
    gtee_power_options copy;
    const bool sound = power != NULL && gti_options_copy(&copy, sizeof copy, sizeof copy, options) && copy.measures <= GTI_POWER_ALL;
    void *made;
    const gtee_status status = gti_rule_answer_new(&power_kind, sound ? game : NULL, &copy, &made, diagnostics);

    if (power != NULL)
        *power = made;
    return status;
}

gtee_power *gtee_power_ref(gtee_power *power)
{
    gti_refs_up(&power->head.refs);
    return power;
}

void gtee_power_unref(gtee_power *power)
{
    gti_rule_answer_unref(&power_kind, power);
}

const gti_account *gti_power_left_out(const gtee_power *power, uint32_t bit)
{
    return (power->left_out >> bit & 1u) != 0 ? &power->refused[bit] : NULL;
}

const char *gti_power_figures(uint32_t bit)
{
    static const char *const figures[GTI_POWER_MEASURES] = {"the Banzhaf and Coleman indices", "the Shapley–Shubik index",
                                                            "the Deegan–Packel and Holler indices", "the Johnston index"};

    return figures[bit];
}

const gtee_game *gtee_power_game(const gtee_power *power)
{
    return power->head.game;
}

const char *gtee_power_method(const gtee_power *power)
{
    return power->method;
}

double gtee_power_operations(const gtee_power *power)
{
    return power->operations;
}

double gtee_power_bytes(const gtee_power *power)
{
    return power->bytes;
}

uint64_t gtee_power_samples(const gtee_power *power)
{
    return power->samples;
}

double gtee_power_error(const gtee_power *power)
{
    return power->error;
}

uint32_t gtee_power_measures(const gtee_power *power)
{
    return power->measures;
}

const char *gtee_power_winning(const gtee_power *power)
{
    return power->winning;
}

const char *gtee_power_minimal(const gtee_power *power)
{
    return power->minimal;
}

double gtee_power_act(const gtee_power *power)
{
    return power->act;
}

const char *gtee_power_act_fraction(const gtee_power *power)
{
    return power->act_fraction;
}

size_t gtee_power_member_count(const gtee_power *power)
{
    return power->head.game->count;
}

const gtee_member_power *gtee_power_member_at(const gtee_power *power, size_t index)
{
    return index < power->head.game->count ? &power->members[index] : NULL;
}

const gtee_participant *gtee_member_power_participant(const gtee_member_power *member)
{
    return member->participant;
}

int32_t gtee_member_power_is_veto_player(const gtee_member_power *member)
{
    return member->veto;
}

int32_t gtee_member_power_is_dummy(const gtee_member_power *member)
{
    return member->dummy;
}

int32_t gtee_member_power_is_dictator(const gtee_member_power *member)
{
    return member->dictator;
}

const char *gtee_member_power_swings(const gtee_member_power *member)
{
    return member->swings;
}

const char *gtee_member_power_minimal(const gtee_member_power *member)
{
    return member->minimal;
}

double gtee_member_power_value(const gtee_member_power *member, uint32_t index)
{
    return index < INDEX_COUNT ? member->values[index] : NAN;
}

const char *gtee_member_power_fraction(const gtee_member_power *member, uint32_t index)
{
    return index < INDEX_COUNT ? member->fractions[index] : NULL;
}

const char *gtee_index_name(uint32_t index)
{
    static const char *const names[] = {"",
                                        "absolute Banzhaf",
                                        "Banzhaf",
                                        "Coleman, to prevent",
                                        "Coleman, to initiate",
                                        "Shapley–Shubik",
                                        "Deegan–Packel",
                                        "Holler",
                                        "Johnston"};

    return index < sizeof names / sizeof names[0] ? names[index] : "";
}
