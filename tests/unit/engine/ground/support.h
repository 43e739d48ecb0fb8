/* SPDX-License-Identifier: GPL-3.0-or-later */
/* support.h - what several unit tests share: chance that is the same on every
 * run, folders that vanish, and texts out of nothing.
 */
#ifndef TELUSUR_TEST_SUPPORT_H
#define TELUSUR_TEST_SUPPORT_H

#include "buf.h"
#include "errors.h"

/* The next number of a sequence that *state begins, below limit. */
uint32_t support_random(uint64_t *state, uint32_t limit);

/* A new folder under $TMPDIR or /tmp.  support_remove removes it with all that
 * is in it and frees the name. */
char *support_folder(void);
void support_remove(char *folder);

/* folder/name; the caller frees it. */
char *support_path(const char *folder, const char *name);

/* A hash over the names and contents of all files in and below the folder. */
uint64_t support_hash(const char *folder);

/* Bytes that malloc has given out and not got back.  Under the address sanitizer
 * always 0: there LeakSanitizer looks at the end. */
size_t support_memory_in_use(void);

/* Fails the test with the error's text unless ok. */
#define support_ok(ok, err) support_check((ok), &(err), __FILE__, __LINE__)
void support_check(
	bool ok, const struct error *err, const char *file, int line);

/* Fails the test unless the buffer holds the text; frees the buffer. */
void support_equal(struct buf *out, const char *expected);

/* Appends a text of about so many words: paragraphs of sentences over some
 * 800 words, frequent ones and rare ones, compounds with hyphens among them. */
void support_text(struct buf *out, uint64_t *state, uint32_t words);

#endif
