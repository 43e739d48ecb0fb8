/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.h - decodes the target of a request: its path and its query string.
 */
#ifndef TELUSUR_TARGET_H
#define TELUSUR_TARGET_H

#include "reply.h"
#include "request.h"

/* Fills path and param of the request from its target.  Percent signs are
 * decoded; a '+' in the query string is a space.  False: the reply is a problem
 * (414 targetTooLong, 400 badTarget, 400 tooManyParameters) or says that memory
 * ran out.  request_free the request in both cases. */
bool target_read(struct request *request, struct reply *reply);

#endif
