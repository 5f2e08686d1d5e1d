/* codes.c: the registry of diagnostic codes, made from diagnostic_codes.def. */
#include "base/diagnostic_list.h"

static const gtee_diagnostic_code_info registry[] = {
#define GTI_CODE(symbol, code_, name_, severity_, since_, meaning_, mend_)                                                             \
    {.code = code_, .name = name_, .meaning = meaning_, .mend = mend_, .class = GTI_CLASS_##severity_},
#include "base/diagnostic_codes.def"
#undef GTI_CODE
};

const gtee_diagnostic_code_info *gti_code_info(enum gti_code code)
{
    return &registry[code];
}

size_t gtee_diagnostic_code_info_count(void)
{
    return GTI_CODE_COUNT;
}

const gtee_diagnostic_code_info *gtee_diagnostic_code_info_at(size_t index)
{
    return index < GTI_CODE_COUNT ? &registry[index] : NULL;
}

const char *gtee_diagnostic_code_info_code(const gtee_diagnostic_code_info *info)
{
    return info->code;
}

const char *gtee_diagnostic_code_info_name(const gtee_diagnostic_code_info *info)
{
    return info->name;
}

uint32_t gtee_diagnostic_code_info_severity(const gtee_diagnostic_code_info *info)
{
    return info->class == GTI_CLASS_WARNING ? GTEE_SEVERITY_WARNING : GTEE_SEVERITY_ERROR;
}

const char *gtee_diagnostic_code_info_meaning(const gtee_diagnostic_code_info *info)
{
    return info->meaning;
}

const char *gtee_diagnostic_code_info_mend(const gtee_diagnostic_code_info *info)
{
    return info->mend;
}
