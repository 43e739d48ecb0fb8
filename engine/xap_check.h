/* xap_check.h - Xapian's own check of a database: every block of every table.
 */
#ifndef TELUSUR_XAP_CHECK_H
#define TELUSUR_XAP_CHECK_H

#include "error.h"

#ifdef __cplusplus
extern "C" bool xap_check(const char *path, struct error *err) noexcept;
#else
/* ERROR_CORRUPT says what is wrong. */
bool xap_check(const char *path, struct error *err);
#endif

#endif
