/* system.h: what the system says when a call fails, in words. Uses libc only. */
#ifndef GTI_BASE_SYSTEM_H
#define GTI_BASE_SYSTEM_H

/* Words for an errno, such as "there is no space left on the device"; static, never NULL. The C library's own depend on the locale. */
const char *gti_system_words(int error);

#endif
