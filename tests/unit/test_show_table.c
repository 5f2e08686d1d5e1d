/* test_show_table.c: tables and documents as text and Markdown. Uses run.h, show/doc.h, show/render.h. */
#include "run.h"

#include "show/doc.h"
#include "show/render.h"

static gti_allocator allocator;
static gti_doc doc;
static gti_buffer out;

static void begin(void)
{
    allocator = gti_allocator_default();
    gti_doc_init(&doc, &allocator);
    gti_buffer_init(&out, &allocator);
}

/* Cells are parted by "/", rows by a NULL at the end. */
static gti_table *table(uint32_t flags, uint32_t columns, const char *const *cells)
{
    gti_table *made = gti_doc_table(&doc, flags, columns);

    for (uint32_t c = 0; c < columns; c++)
        gti_table_column(&doc, made, c, 0, *cells++);
    for (; *cells != NULL; cells++)
        gti_table_cell(&doc, made, *cells);
    return made;
}

static const char *text(size_t width)
{
    gti_paper paper = {width, false, &out};

    gti_buffer_truncate(&out, 0);
    gti_render_text(&doc, &paper);
    CU_ASSERT_FALSE_FATAL(doc.failed || out.failed);
    return out.data;
}

static const char *markdown(void)
{
    gti_buffer_truncate(&out, 0);
    gti_render_markdown(&doc, &out);
    CU_ASSERT_FALSE_FATAL(doc.failed || out.failed);
    return out.data;
}

static void end(void)
{
    gti_buffer_free(&out);
    gti_doc_free(&doc);
}

static void aligns(void)
{
    const char *const cells[] = {"Name", "Kind", "Україна", "state", "北国", "state", NULL};

    begin();
    table(0, 2, cells);
    CU_ASSERT_STRING_EQUAL(text(40), "Name     Kind\n───────  ─────\nУкраїна  state\n北国     state\n");
    CU_ASSERT_STRING_EQUAL(markdown(), "| Name | Kind |\n| --- | --- |\n| Україна | state |\n| 北国 | state |\n");
    end();
}

static void aligns_numbers_right(void)
{
    const char *const cells[] = {"What", "Count", "a", "7", "b", "1000000", NULL};

    begin();
    gti_table_column(&doc, table(0, 2, cells), 1, GTI_COLUMN_RIGHT, "Count");
    CU_ASSERT_STRING_EQUAL(text(40), "What    Count\n────  ───────\na           7\nb     1000000\n");
    end();
}

/* The longest texts are broken first; rows of many lines stand apart. */
static void breaks_cells(void)
{
    const char *const cells[] = {"Id", "Words", "a", "one two three four five six seven eight nine", "b", "ten eleven twelve thirteen fourteen fifteen", NULL};

    begin();
    table(0, 2, cells);
    CU_ASSERT_STRING_EQUAL(text(40), "Id  Words\n──  ────────────────────────────────────\na   one two three four five six seven\n    eight nine\n\n"
                                     "b   ten eleven twelve thirteen fourteen\n    fifteen\n");
    end();
}

static void splits_columns(void)
{
    const char *const cells[] = {"On", "Aaaaaaaaaaaaaaaa", "Bbbbbbbbbbbbbbbb", "Cccccccccccccccc", "x", "1", "", "3", "y", "", "2", "", NULL};

    begin();
    table(GTI_TABLE_SPLIT, 4, cells);
    CU_ASSERT_STRING_EQUAL(text(40), "On  Aaaaaaaaaaaaaaaa  Bbbbbbbbbbbbbbbb\n──  ────────────────  ────────────────\nx   1\ny                     2\n\n"
                                     "On  Cccccccccccccccc\n──  ────────────────\nx   3\n");
    end();
}

static void falls_back_to_a_list(void)
{
    const char *const cells[] = {"Id", "Aaaaaaaaaaaaaaaa", "Bbbbbbbbbbbbbbbb", "Cccccccccccccccc", "x", "1", "", "3", NULL};

    begin();
    table(0, 4, cells);
    CU_ASSERT_STRING_EQUAL(text(40), "x\n  Aaaaaaaaaaaaaaaa:\n    1\n  Cccccccccccccccc:\n    3\n");
    end();
}

static void labels_values(void)
{
    begin();
    gti_table *made = gti_doc_table(&doc, GTI_TABLE_BARE, 2);
    gti_put(&doc, "state");
    gti_table_pair(&doc, made, "Kind");
    gti_table_pair(&doc, made, "Nothing");
    CU_ASSERT_STRING_EQUAL(text(40), "Kind  state\n");
    CU_ASSERT_STRING_EQUAL(markdown(), "- **Kind:** state\n");
    end();
}

static void lays_out_blocks(void)
{
    begin();
    gti_doc_heading(&doc, 1, "Ціна");
    gti_doc_paragraph(&doc, 0, "First.");
    gti_doc_gap(&doc);
    gti_doc_item(&doc, 1, "- ", "an item that is longer than the line is wide");
    gti_doc_paragraph(&doc, 2, "below it");
    gti_doc_heading(&doc, 2, "Next");
    gti_doc_gap(&doc);
    CU_ASSERT_STRING_EQUAL(text(40), "Ціна\n════\nFirst.\n\n  - an item that is longer than the line\n    is wide\n    below it\n\nNext\n");
    CU_ASSERT_STRING_EQUAL(markdown(), "# Ціна\n\nFirst.\n\n- an item that is longer than the line is wide\n\n  below it\n\n## Next\n");
    end();
}

static void escapes_markdown(void)
{
    begin();
    gti_doc_paragraph(&doc, 0, "1. *a* _b_ [c](d) <e> `f` g|h \\ & #");
    gti_doc_paragraph(&doc, 0, "# a - b 2. c");
    CU_ASSERT_STRING_EQUAL(markdown(), "1\\. \\*a\\* \\_b\\_ \\[c\\](d) \\<e> \\`f\\` g\\|h \\\\ \\& #\n\n\\# a - b 2. c\n");
    end();
}

UNIT_TESTS("tables", {"aligns", aligns}, {"aligns numbers right", aligns_numbers_right}, {"breaks cells", breaks_cells},
           {"splits columns", splits_columns}, {"falls back to a list", falls_back_to_a_list}, {"labels values", labels_values},
           {"lays out blocks", lays_out_blocks}, {"escapes Markdown", escapes_markdown})
