/* output.c: what goes to standard output and standard error: texts, diagnostics, complaints; width and colours of the terminal. */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LEAST_WIDTH 40
#define USUAL_WIDTH 80

/* ---- The terminal */

static uint32_t parse_columns(const char *text)
{
    uint32_t columns = 0;

    for (; text != NULL && *text >= '0' && *text <= '9' && columns < 10000; text++)
        columns = columns * 10 + (uint32_t)(*text - '0');
    return text != NULL && *text == '\0' ? columns : 0;
}

static uint32_t terminal_width(int descriptor)
{
    struct winsize size;
    uint32_t width = 0;

    if (isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width == 0)
        width = parse_columns(getenv("COLUMNS"));
    if (width == 0)
        width = USUAL_WIDTH;
    return width < LEAST_WIDTH ? LEAST_WIDTH : width;
}

/* ---- Complaints */

#define COMPLAINT 1024 /* bytes; what is longer is cut */

typedef struct complaint {
    char text[COMPLAINT];
    size_t size;
} complaint;

static void put_byte(complaint *to, char c)
{
    if (to->size + 1 < sizeof to->text)
        to->text[to->size++] = c;
}

/* What an argument holds could steer the terminal. */
static void put_harmless(complaint *to, const char *text)
{
    static const char digits[] = "0123456789abcdef";

    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x20 || c == 0x7f) {
            put_byte(to, '\\');
            put_byte(to, 'x');
            put_byte(to, digits[c >> 4]);
            put_byte(to, digits[c & 15]);
        } else {
            put_byte(to, *text);
        }
    }
}

/* Columns are counted as code points, which is right for nearly all of what is said here. */
static size_t columns_of(const char *text, size_t size)
{
    size_t columns = 0;

    for (size_t i = 0; i < size; i++)
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    return columns;
}

/* Words in lines; the first line stands `first` columns in, those below `indent`. */
static void wrap(FILE *out, const char *text, size_t first, size_t indent, size_t width)
{
    size_t column = 0, left = first;

    while (*text != '\0') {
        const size_t size = strcspn(text, " "), columns = columns_of(text, size);
        if (column > left && column + 1 + columns > width) {
            fputc('\n', out);
            column = 0;
            left = indent;
        }
        if (column == 0)
            fprintf(out, "%*s", (int)left, "");
        else
            fputc(' ', out);
        column += columns + (column == 0 ? left : 1);
        fwrite(text, 1, size, out);
        text += size + strspn(text + size, " ");
    }
    fputc('\n', out);
}

void complain(const char *format, ...)
{
    complaint c = {.size = 0};
    va_list values;

    put_harmless(&c, "guarantee: ");
    va_start(values, format);
    for (; *format != '\0'; format++) {
        if (format[0] == '%' && format[1] == 's') {
            put_harmless(&c, va_arg(values, const char *));
            format++;
        } else {
            put_byte(&c, *format);
        }
    }
    va_end(values);
    c.text[c.size] = '\0';
    wrap(stderr, c.text, 0, 2, terminal_width(STDERR_FILENO));
}

/* https://no-color.org: any value but the empty one says no. */
static bool wants_color(const cli_arguments *arguments, int descriptor)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");

    if (arguments->color != COLOR_AUTO)
        return arguments->color == COLOR_ALWAYS;
    return isatty(descriptor) && (no_color == NULL || no_color[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static gtee_show_options options_for(const cli_arguments *arguments, int descriptor)
{
    gtee_show_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.width = arguments->width != 0 ? arguments->width : terminal_width(descriptor);
    options.color = wants_color(arguments, descriptor);
    options.language = arguments->language;
    options.brief = arguments->brief;
    return options;
}

gtee_show_options show_options(const cli_arguments *arguments)
{
    gtee_show_options options = options_for(arguments, STDOUT_FILENO);

    options.format = arguments->format;
    return options;
}

/* ---- Standard output. Who closes the pipe has read enough: that is no failure. */

static int output_error; /* an errno; 0: none */

static void note_failure(bool failed)
{
    if (failed && errno != EPIPE && output_error == 0)
        output_error = errno;
}

bool print(const char *text)
{
    note_failure(fputs(text, stdout) == EOF);
    return output_error == 0;
}

bool finish_output(void)
{
    note_failure(fflush(stdout) == EOF);
    if (output_error != 0)
        complain("writing the output failed: %s", strerror(output_error));
    return output_error == 0;
}

int print_text(gtee_status status, gtee_text *text)
{
    if (status != GTEE_OK) {
        if (status != GTEE_ERROR_CANCELLED)
            complain("%s", gtee_status_text(status));
        return exit_status_of(status);
    }
    bool good = print(gtee_text_data(text));
    gtee_text_unref(text);
    return good ? EXIT_YES : EXIT_INTERNAL;
}

void print_answer(const cli_run *cli, const gtee_text *text, size_t index)
{
    const char *data = gtee_text_data(text);

    if (cli->show.format == GTEE_SHOW_JSON) {
        print(index == 0 ? "[\n  " : ",\n  ");
        print_indented(data, 2);
        return;
    }
    if (cli->show.format == GTEE_SHOW_CSV && index > 0)
        data += strcspn(data, "\n") + 1; /* names of columns hold no line end */
    else if (index > 0)
        print("\n");
    print(data);
}

void print_answers_end(const cli_run *cli, size_t count)
{
    if (cli->show.format == GTEE_SHOW_JSON)
        print(count == 0 ? "[]\n" : "\n]\n");
}

void print_indented(const char *text, size_t indent)
{
    size_t size = strlen(text);

    while (size > 0 && text[size - 1] == '\n')
        size--;
    for (size_t i = 0; i < size; i++) {
        putchar(text[i]);
        for (size_t n = 0; text[i] == '\n' && n < indent; n++)
            putchar(' ');
    }
}

void print_wrapped(const char *text, size_t indent, size_t width)
{
    wrap(stdout, text, indent, indent, width);
}

void print_escaped(const char *text, char escape, const char *special)
{
    for (; *text != '\0'; text++) {
        if (strchr(special, *text) != NULL)
            putchar(escape);
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            printf("\\u%04x", (unsigned)(unsigned char)*text);
        else
            putchar(*text);
    }
}

void print_quoted(const char *text, char escape, const char *special)
{
    putchar('"');
    print_escaped(text, escape, special);
    putchar('"');
}

/* ---- Standard error */

void print_diagnostics(const cli_run *cli, gtee_diagnostics *diagnostics)
{
    gtee_show_options options = options_for(&cli->arguments, STDERR_FILENO);
    gtee_text *text;

    if (diagnostics == NULL)
        return;
    if (gtee_diagnostics_show(diagnostics, cli->context, &options, &text) == GTEE_OK)
        fputs(gtee_text_data(text), stderr);
    gtee_text_unref(text);
    gtee_diagnostics_unref(diagnostics);
}

int exit_status_of(gtee_status status)
{
    switch (status) {
    case GTEE_OK:
        return EXIT_YES;
    case GTEE_ERROR_DOSSIER:
    case GTEE_ERROR_IO:
        return EXIT_DOSSIER;
    case GTEE_ERROR_LIMIT:
        return EXIT_LIMIT;
    case GTEE_ERROR_NOT_FOUND:
    case GTEE_ERROR_AMBIGUOUS:
        return EXIT_USAGE;
    case GTEE_ERROR_CANCELLED:
        return EXIT_INTERRUPTED;
    default:
        return EXIT_INTERNAL;
    }
}
