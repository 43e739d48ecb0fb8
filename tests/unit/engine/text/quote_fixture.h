/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quote_fixture.h - quotes for tests, each by way of its token.
 */
#ifndef TELUSUR_TEST_QUOTE_FIXTURE_H
#define TELUSUR_TEST_QUOTE_FIXTURE_H

#include "quote.h"

struct slice quote_fixture_text(const struct buf *buf);

/* The quote of a part of a text, made, written and read again. */
struct quote quote_fixture_make(struct slice text, size_t start, size_t end);

/* Fails the test unless the quote is found so, and there. */
void quote_fixture_expect(struct slice text, const struct quote *quote,
	enum quote_status status, size_t start, size_t end);

#endif
