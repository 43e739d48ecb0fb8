/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whole.h - reads a file from beginning to end, and no mixture of two states
 * of it.
 */
#ifndef TELUSUR_WHOLE_H
#define TELUSUR_WHOLE_H

#include "source.h"

/* Fills bytes (cleared first).  SOURCE_SKIP when the file has more than `most`
 * bytes, SOURCE_FAILED when it cannot be read or changes all the time. */
enum source_result whole_read(
	int fd, uint64_t most, struct buf *bytes, struct error *err);

#endif
