/* SPDX-License-Identifier: GPL-3.0-or-later */
/* etag.h - entity tags, which name a state of a reply, and If-None-Match, by
 * which a client says which states it has (RFC 9110, 8.8.3 and 13.1.2).
 */
#ifndef TELUSUR_ETAG_H
#define TELUSUR_ETAG_H

#include "buf.h"
#include "reply.h"

/* A strong tag from the bytes of a file: "0123456789abcdef". */
void etag_of_bytes(struct slice bytes, char etag[REPLY_ETAG_BYTES]);

/* A weak tag of an answer from the index: W/"generation-0123456789abcdef".  The
 * answer depends on the generation and on seed, nothing else.  Weak, because
 * the answer contains the time that the search took. */
void etag_of_state(
	const char *generation, struct slice seed, char etag[REPLY_ETAG_BYTES]);

/* Whether the If-None-Match header lists the tag.  W/ is ignored (weak
 * comparison); anything that is no tag ends the list. */
bool etag_listed(struct slice if_none_match, const char *etag);

/* Whether the header is "*", which matches any tag. */
bool etag_is_any(struct slice if_none_match);

#endif
