/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_rollback.h - back to the generation before.
 */
#ifndef TELUSUR_INDEX_ROLLBACK_H
#define TELUSUR_INDEX_ROLLBACK_H

#include "errors.h"

/* Makes the newest generation that is older than the current one (or, where
 * none is current, the newest) the current one again, after a look whether it
 * can be read; *number is its number.  ERROR_NOT_FOUND when there is none. */
bool index_rollback(const char *path, unsigned *number, struct error *err);

#endif
