/* date.c: whole and partial dates of the Gregorian calendar (text.h and the public gtee_date_…). Uses nothing else. */
#include "base/text.h"

#include <string.h>

#define YEAR(date) ((date) / 10000)
#define MONTH(date) ((date) / 100 % 100)
#define DAY(date) ((date) % 100)

static int32_t days_of_month(int32_t year, int32_t month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

/* Exactly `count` digits. */
static bool take_digits(const char *text, size_t count, int32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

bool gti_date_parse(const char *text, size_t size, gtee_date *date)
{
    int32_t year, month = 0, day = 0;

    *date = GTEE_DATE_NONE;
    if (size != 4 && size != 7 && size != 10)
        return false;
    if (!take_digits(text, 4, &year) || year < 1)
        return false;
    if (size >= 7 && (text[4] != '-' || !take_digits(text + 5, 2, &month) || month < 1 || month > 12))
        return false;
    if (size == 10 && (text[7] != '-' || !take_digits(text + 8, 2, &day) || day < 1 || day > days_of_month(year, month)))
        return false;
    *date = year * 10000 + month * 100 + day;
    return true;
}

gtee_status gtee_date_parse(const char *text, gtee_date *date)
{
    if (date == NULL)
        return GTEE_ERROR_ARGUMENT;
    *date = GTEE_DATE_NONE;
    return text != NULL && gti_date_parse(text, strlen(text), date) ? GTEE_OK : GTEE_ERROR_ARGUMENT;
}

/* Is it a number that stands for a date? */
static bool is_date(gtee_date date)
{
    if (date < 10000 || date > 99991231 || MONTH(date) > 12)
        return false;
    if (MONTH(date) == 0)
        return DAY(date) == 0;
    return DAY(date) <= days_of_month(YEAR(date), MONTH(date));
}

const char *gtee_date_format(gtee_date date, char *buffer)
{
    char *end = buffer;

    if (is_date(date)) {
        for (int32_t unit = 1000, year = YEAR(date); unit > 0; unit /= 10)
            *end++ = (char)('0' + year / unit % 10);
        for (int32_t part = MONTH(date), i = 0; i < 2 && part != 0; part = DAY(date), i++) {
            *end++ = '-';
            *end++ = (char)('0' + part / 10);
            *end++ = (char)('0' + part % 10);
        }
    }
    *end = '\0';
    return buffer;
}

gtee_date gtee_date_first_day(gtee_date date)
{
    if (!is_date(date))
        return GTEE_DATE_NONE;
    if (MONTH(date) == 0)
        return date + 101;
    return DAY(date) == 0 ? date + 1 : date;
}

gtee_date gtee_date_last_day(gtee_date date)
{
    if (!is_date(date))
        return GTEE_DATE_NONE;
    if (MONTH(date) == 0)
        return date + 1231;
    return DAY(date) == 0 ? date + days_of_month(YEAR(date), MONTH(date)) : date;
}
