/* power.c: gtee_power_show: how much power each member of a rule has, as indices. Uses hold.h. */
#include "show/hold.h"

#include <string.h>

/* The indices as they are named in data, by GTEE_INDEX_…. */
static const char *const keys[] = {"", "absolute", "banzhaf", "prevent", "initiate", "shapley", "deegan_packel", "holler", "johnston"};
/* In text: those asked for most stand first. */
static const uint32_t columns[] = {GTEE_INDEX_SHAPLEY,  GTEE_INDEX_BANZHAF,       GTEE_INDEX_ABSOLUTE, GTEE_INDEX_PREVENT,
                                   GTEE_INDEX_INITIATE, GTEE_INDEX_DEEGAN_PACKEL, GTEE_INDEX_HOLLER,   GTEE_INDEX_JOHNSTON};
#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

static bool is_number(double value)
{
    return value >= 0;
}

/* ---- Text */

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Are both shown alike in each column? */
static bool alike(const gtee_member_power *a, const gtee_member_power *b)
{
    bool same = gtee_member_power_is_veto_player(a) == gtee_member_power_is_veto_player(b) && same_text(gtee_member_power_swings(a), gtee_member_power_swings(b));

    for (uint32_t i = GTEE_INDEX_ABSOLUTE; same && i <= GTEE_INDEX_JOHNSTON; i++) {
        const double one = gtee_member_power_value(a, i), two = gtee_member_power_value(b, i);
        same = is_number(one) == is_number(two) && (!is_number(one) || (one <= two && two <= one)) &&
               same_text(gtee_member_power_fraction(a, i), gtee_member_power_fraction(b, i));
    }
    return same;
}

/* The more power, the earlier. */
static double rank_of(const gtee_member_power *member)
{
    const double shapley = gtee_member_power_value(member, GTEE_INDEX_SHAPLEY), absolute = gtee_member_power_value(member, GTEE_INDEX_ABSOLUTE);

    return is_number(shapley) ? shapley : is_number(absolute) ? absolute : 0;
}

static int by_rank(const void *user, const void *a, const void *b)
{
    const double one = rank_of(*(const gtee_member_power *const *)a), two = rank_of(*(const gtee_member_power *const *)b);

    (void)user;
    return (one < two) - (one > two);
}

static bool worked_out(const gtee_power *power, uint32_t index)
{
    for (size_t i = 0; i < gtee_power_member_count(power); i++)
        if (is_number(gtee_member_power_value(gtee_power_member_at(power, i), index)))
            return true;
    return false;
}

/* Those alike: the members from `first` on that are like it. */
typedef struct row {
    const gtee_member_power *first;
    gti_vec people; /* of const gtee_participant * */
    const char *label;
} row;

#define NAMED_MOST 2u /* with more alike, the row has a letter, and a list above says who they are */

static const gtee_participant *row_at(const void *people, size_t index)
{
    return *GTI_VEC_AT((const gti_vec *)people, const gtee_participant *, index);
}

/* Puts each member into the row of those alike; the first of them opens it. */
static void sort_into_rows(gti_show *show, const gti_vec *members, gti_vec *rows)
{
    for (size_t i = 0; i < members->count && !show->doc.failed; i++) {
        const gtee_member_power *member = *GTI_VEC_AT(members, const gtee_member_power *, i);
        const gtee_participant *participant = gtee_member_power_participant(member);
        size_t r = 0;
        while (r < rows->count && !alike(GTI_VEC_AT(rows, row, r)->first, member))
            r++;
        if (r == rows->count) {
            const row fresh = {.first = member, .people = GTI_VEC(const gtee_participant *)};
            if (!gti_vec_append(&show->allocator, rows, &fresh, 1)) {
                gti_show_fail(show);
                return;
            }
        }
        if (!gti_vec_append(&show->allocator, &GTI_VEC_AT(rows, row, r)->people, &participant, 1))
            gti_show_fail(show);
    }
}

/* The row's name: its members, or a letter and how many they are. */
static void label_row(gti_show *show, row *one, size_t *letters)
{
    gti_doc *doc = &show->doc;

    if (one->people.count <= NAMED_MOST) {
        gti_put_people(show, &one->people, one->people.count, row_at);
    } else {
        gti_put(doc, "Group ");
        if (*letters >= 26)
            gti_put_uint(doc, *letters - 25);
        else
            gti_buffer_char(&doc->scratch, (char)('A' + *letters));
        ++*letters;
    }
    if (gtee_member_power_is_veto_player(one->first) != 0)
        gti_put(doc, " [veto]");
    if (gtee_member_power_is_dummy(one->first) == 1)
        gti_put(doc, " [dummy]");
    one->label = gti_take(doc);
    if (one->people.count <= NAMED_MOST)
        return;
    gti_put_all(doc, one->label, " (each of ", (const char *)NULL);
    gti_put_uint(doc, one->people.count);
    gti_put(doc, "): ");
    gti_put_people(show, &one->people, one->people.count, row_at);
    gti_doc_item(doc, 1, "- ", NULL);
}

static void add_cells(gti_show *show, gti_table *table, const gtee_power *power, const row *one)
{
    gti_table_cell(&show->doc, table, one->label);
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        if (!worked_out(power, columns[c]))
            continue;
        gti_put_rounded(show, gtee_member_power_value(one->first, columns[c]));
        gti_table_cell(&show->doc, table, NULL);
    }
}

static void add_rows(gti_show *show, const gtee_power *power, gti_vec *rows)
{
    gti_doc *doc = &show->doc;
    uint32_t shown = 0, at = 1;
    size_t letters = 0;

    for (size_t r = 0; r < rows->count; r++)
        label_row(show, GTI_VEC_AT(rows, row, r), &letters);
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        shown += worked_out(power, columns[c]);
    gti_table *table = gti_doc_table(doc, GTI_TABLE_SPLIT, shown + 1);
    gti_table_column(doc, table, 0, 0, "Each of");
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (worked_out(power, columns[c]))
            gti_table_column(doc, table, at++, GTI_COLUMN_RIGHT, gtee_index_name(columns[c]));
    for (size_t r = 0; r < rows->count; r++)
        add_cells(show, table, power, GTI_VEC_AT(rows, row, r));
}

/* Rows for those alike, the most powerful first. */
static void add_table(gti_show *show, const gtee_power *power)
{
    gti_vec members = GTI_VEC(const gtee_member_power *), rows = GTI_VEC(row);
    bool good = true;

    for (size_t i = 0; good && i < gtee_power_member_count(power); i++) {
        const gtee_member_power *member = gtee_power_member_at(power, i);
        good = gti_vec_append(&show->allocator, &members, &member, 1);
    }
    good = good && gti_sort(&show->allocator, members.items, members.count, sizeof(const gtee_member_power *), by_rank, NULL);
    if (good) {
        sort_into_rows(show, &members, &rows);
        add_rows(show, power, &rows);
    } else {
        gti_show_fail(show);
    }
    for (size_t r = 0; r < rows.count; r++)
        gti_vec_free(&show->allocator, &GTI_VEC_AT(&rows, row, r)->people);
    gti_vec_free(&show->allocator, &rows);
    gti_vec_free(&show->allocator, &members);
}

static void put_act(gti_show *show, const gtee_power *power)
{
    gti_doc *doc = &show->doc;

    if (!is_number(gtee_power_act(power)))
        return;
    gti_put(doc, "Power of all together to act (Coleman): ");
    gti_put_rounded(show, gtee_power_act(power));
    if (gtee_power_act_fraction(power) != NULL)
        gti_put_all(doc, " (", gtee_power_act_fraction(power), ")", (const char *)NULL);
    if (gtee_power_winning(power) != NULL)
        gti_put_all(doc, "; winning coalitions: ", gtee_power_winning(power), (const char *)NULL);
    if (gtee_power_minimal(power) != NULL)
        gti_put_all(doc, "; minimal ones: ", gtee_power_minimal(power), (const char *)NULL);
    gti_put(doc, ".");
    gti_doc_paragraph(doc, 0, NULL);
}

/* A whole number, however large. */
static void put_rough(gti_show *show, double figure)
{
    if (figure >= 1e15)
        gti_put_number(show, figure);
    else
        gti_put_uint(&show->doc, is_number(figure) ? (uint64_t)(figure + 0.5) : 0);
}

static void put_method(gti_show *show, const gtee_power *power)
{
    gti_doc *doc = &show->doc;

    if (gtee_power_samples(power) > 0) {
        gti_put_styled(doc, GTI_NOTICE, "Estimated");
        gti_put(doc, " from ");
        gti_put_uint(doc, gtee_power_samples(power));
        gti_put(doc, " random coalitions and orders with a fixed seed: all figures together are within ");
        gti_put_rounded(show, gtee_power_error(power));
        gti_put(doc, " of the truth with a probability of at least 1 - 10^-6.");
    } else if (gtee_power_method(power)[0] == '\0') {
        gti_put(doc, "Exact, as the rule says it.");
        gti_doc_paragraph(doc, 0, NULL);
        return;
    } else {
        gti_put_all(doc, "Exact, by ", gtee_power_method(power), ".", (const char *)NULL);
    }
    gti_put(doc, " Estimated cost: about ");
    put_rough(show, gtee_power_operations(power));
    gti_put(doc, " steps and ");
    put_rough(show, gtee_power_bytes(power));
    gti_put(doc, " bytes.");
    gti_doc_paragraph(doc, 0, NULL);
}

/* What was too large, and what it would have taken. */
static void put_left_out(gti_show *show, const gtee_power *power)
{
    gti_doc *doc = &show->doc;
    bool any = false;

    for (uint32_t bit = 0; bit < GTI_POWER_MEASURES; bit++) {
        const gti_account *account = gti_power_left_out(power, bit);
        if (account == NULL)
            continue;
        if (!any)
            gti_put_styled(doc, GTI_NOTICE, "Left out");
        gti_put_all(doc, any ? "; " : ", as more is needed than is left of what is allowed: ", gti_power_figures(bit), " (about ", (const char *)NULL);
        put_rough(show, account->operations);
        gti_put(doc, " steps and ");
        put_rough(show, account->bytes);
        gti_put(doc, " bytes)");
        any = true;
    }
    if (!any)
        return;
    gti_put(doc, ".");
    gti_doc_paragraph(doc, 0, NULL);
}

void gti_doc_power(gti_show *show, const gtee_power *power)
{
    gti_doc_heading(&show->doc, 2, "Who has how much power");
    put_act(show, power);
    if (gtee_power_member_count(power) > 0)
        add_table(show, power);
    gti_doc_gap(&show->doc);
    put_method(show, power);
    put_left_out(show, power);
}

static void build(gti_show *show, const void *what)
{
    const gtee_power *power = what;
    const gtee_game *game = gtee_power_game(power);
    const char *name = gti_rule_name_of(game->proposal, game->rule);

    gti_put_all(&show->doc, name != NULL ? "Rule " : "A part of a rule", name != NULL ? name : "", " of “", gtee_proposal_title(game->proposal), "”",
                (const char *)NULL);
    gti_doc_heading(&show->doc, 1, NULL);
    gti_put_view(show, game->view);
    gti_doc_paragraph(&show->doc, 0, NULL);
    gti_doc_power(show, power);
}

/* ---- JSON and CSV */

static void write_member(gti_show *show, gti_json *json, const gtee_member_power *member)
{
    const int32_t dummy = gtee_member_power_is_dummy(member);

    gti_json_begin_map(json);
    gti_json_id(json, "participant", gtee_member_power_participant(member));
    gti_json_member(json, "name", gti_name_of(show, gtee_member_power_participant(member)));
    gti_json_flag(json, "veto", gtee_member_power_is_veto_player(member) != 0);
    gti_json_flag(json, "dictator", gtee_member_power_is_dictator(member) != 0);
    gti_json_key(json, "dummy");
    if (dummy < 0)
        gti_json_text(json, NULL);
    else
        gti_json_bool(json, dummy != 0);
    gti_json_member(json, "swings", gtee_member_power_swings(member));
    gti_json_member(json, "minimal", gtee_member_power_minimal(member));
    for (uint32_t i = GTEE_INDEX_ABSOLUTE; i <= GTEE_INDEX_JOHNSTON; i++) {
        gti_json_key(json, keys[i]);
        gti_json_begin_map(json);
        gti_json_real(json, "value", gtee_member_power_value(member, i));
        gti_json_member(json, "fraction", gtee_member_power_fraction(member, i));
        gti_json_end_map(json);
    }
    gti_json_end_map(json);
}

static void write_left_out(gti_json *json, const gtee_power *power)
{
    static const char *const measures[GTI_POWER_MEASURES] = {"banzhaf", "shapley", "minimal", "johnston"};

    gti_json_key(json, "left_out");
    gti_json_begin_list(json, false);
    for (uint32_t bit = 0; bit < GTI_POWER_MEASURES; bit++) {
        const gti_account *account = gti_power_left_out(power, bit);
        if (account == NULL)
            continue;
        gti_json_begin_map(json);
        gti_json_member(json, "measure", measures[bit]);
        gti_json_real(json, "operations", account->operations);
        gti_json_real(json, "bytes", account->bytes);
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

void gti_json_power(gti_show *show, gti_json *json, const gtee_power *power)
{
    gti_json_member(json, "method", gtee_power_method(power));
    gti_json_real(json, "operations", gtee_power_operations(power));
    gti_json_real(json, "bytes", gtee_power_bytes(power));
    gti_json_number(json, "samples", gtee_power_samples(power));
    gti_json_real(json, "error", gtee_power_error(power));
    write_left_out(json, power);
    gti_json_member(json, "winning", gtee_power_winning(power));
    gti_json_member(json, "minimal", gtee_power_minimal(power));
    gti_json_key(json, "act");
    gti_json_begin_map(json);
    gti_json_real(json, "value", gtee_power_act(power));
    gti_json_member(json, "fraction", gtee_power_act_fraction(power));
    gti_json_end_map(json);
    gti_json_key(json, "members");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_power_member_count(power); i++)
        write_member(show, json, gtee_power_member_at(power, i));
    gti_json_end_list(json);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    const gtee_power *power = what;
    const gtee_game *game = gtee_power_game(power);

    gti_json_begin_map(json);
    gti_json_view(json, game->view);
    gti_json_member(json, "proposal", gtee_proposal_id(game->proposal));
    gti_json_member(json, "rule", gti_rule_name_of(game->proposal, game->rule));
    gti_json_power(show, json, power);
    gti_json_end_map(json);
}

void gti_csv_power(gti_csv *csv, const gtee_member_power *member)
{
    if (member == NULL) {
        for (uint32_t i = 0; i < GTI_POWER_FIELD_COUNT; i++)
            gti_csv_text(csv, NULL);
        return;
    }
    const int32_t dummy = gtee_member_power_is_dummy(member);
    gti_csv_text(csv, dummy < 0 ? NULL : dummy != 0 ? "true" : "false");
    gti_csv_text(csv, gtee_member_power_swings(member));
    gti_csv_text(csv, gtee_member_power_minimal(member));
    for (uint32_t i = GTEE_INDEX_ABSOLUTE; i <= GTEE_INDEX_JOHNSTON; i++) {
        if (is_number(gtee_member_power_value(member, i)))
            gti_csv_double(csv, gtee_member_power_value(member, i));
        else
            gti_csv_text(csv, NULL);
    }
    for (uint32_t i = GTEE_INDEX_ABSOLUTE; i <= GTEE_INDEX_JOHNSTON; i++)
        gti_csv_text(csv, gtee_member_power_fraction(member, i));
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"participant", "name", "veto", "dictator", GTI_POWER_FIELDS};
    const gtee_power *power = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gtee_power_member_count(power); i++) {
        const gtee_member_power *member = gtee_power_member_at(power, i);
        gti_csv_participant(csv, gtee_member_power_participant(member));
        gti_csv_text(csv, gti_name_of(show, gtee_member_power_participant(member)));
        gti_csv_text(csv, gtee_member_power_is_veto_player(member) != 0 ? "true" : "false");
        gti_csv_text(csv, gtee_member_power_is_dictator(member) != 0 ? "true" : "false");
        gti_csv_power(csv, member);
        gti_csv_row(csv);
    }
}

gtee_status gtee_power_show(const gtee_power *power, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (power == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_game_view(gtee_power_game(power))), options, &shower, power, text);
}
