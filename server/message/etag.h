/* SPDX-License-Identifier: GPL-3.0-or-later */
/* etag.h - entity tags: what names a state of an answer, and whether a client
 * has it already (RFC 9110, 8.8.3 and 13.1.2).
 */
#ifndef TELUSUR_ETAG_H
#define TELUSUR_ETAG_H

#include "buf.h"
#include "reply.h"

/* "0123456789abcdef", from the bytes of a file: strong. */
void etag_of_bytes(struct slice bytes, char etag[REPLY_ETAG_BYTES]);

/* W/"generation-0123456789abcdef".  Weak, for the time a search took is told
 * in its answer.  seed holds all the answer depends on beside the
 * generation. */
void etag_of_state(
	const char *generation, struct slice seed, char etag[REPLY_ETAG_BYTES]);

/* Whether the tag is in the list of an If-None-Match header.  W/ is passed
 * over, as that header wants; what is no tag ends the list. */
bool etag_listed(struct slice if_none_match, const char *etag);

/* Whether the header is the star that stands for any tag. */
bool etag_is_any(struct slice if_none_match);

#endif
