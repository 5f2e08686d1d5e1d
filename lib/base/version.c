/* version.c: what this library is, and the words for its statuses. Uses the public header only. */
#include "guarantee.h"

#include <string.h>

const char *gtee_version(void)
{
    return GTEE_VERSION_STRING;
}

uint32_t gtee_version_number(void)
{
    return GTEE_VERSION_MAJOR * 10000u + GTEE_VERSION_MINOR * 100u + GTEE_VERSION_PATCH;
}

int32_t gtee_has_feature(const char *name)
{
    static const char *const features[] = {"yaml", "json", "assess", "compare", "timeline", "rules", "stress", "conflicts", "settle"};

    for (size_t i = 0; name != NULL && i < sizeof features / sizeof features[0]; i++)
        if (strcmp(features[i], name) == 0)
            return 1;
    return 0;
}

const char *gtee_status_text(gtee_status status)
{
    static const char *const texts[] = {
        [GTEE_OK] = "success",
        [GTEE_ERROR_MEMORY] = "out of memory",
        [GTEE_ERROR_ARGUMENT] = "wrong argument",
        [GTEE_ERROR_DOSSIER] = "wrong dossier",
        [GTEE_ERROR_LIMIT] = "limit crossed",
        [GTEE_ERROR_IO] = "reading or writing failed",
        [GTEE_ERROR_CANCELLED] = "cancelled",
        [GTEE_ERROR_NOT_FOUND] = "not found",
        [GTEE_ERROR_AMBIGUOUS] = "ambiguous",
        [GTEE_ERROR_INTERNAL] = "defect of the library",
    };

    return status >= 0 && (size_t)status < sizeof texts / sizeof texts[0] ? texts[status] : "unknown status";
}
