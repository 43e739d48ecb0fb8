/* SPDX-License-Identifier: GPL-3.0-or-later */
/* segment_impl.h - what the reader and the writer of a segment share. */
#ifndef TELUSUR_SEGMENT_IMPL_H
#define TELUSUR_SEGMENT_IMPL_H

#include "segment.h"

enum {
	SEGMENT_FOOTER_BYTES = 16,
	/* Magic, an empty table, and the footer. */
	SEGMENT_LEAST_BYTES = 8 + SEGMENT_FOOTER_BYTES,
};

#endif
