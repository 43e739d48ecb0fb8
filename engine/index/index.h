/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index.h - an index as programs open it: the folder, its generation, and one
 * reader with all that reading needs.
 */
#ifndef TELUSUR_INDEX_H
#define TELUSUR_INDEX_H

#include "analyse.h"
#include "buf.h"
#include "catalogue.h"
#include "errors.h"
#include "memo.h"
#include "rank.h"
#include "record.h"
#include "xap.h"

struct morphology;
struct synonyms;

/* Sums over all essays; kept in the index, changed with each commit. */
struct totals {
	uint64_t tokens; /* words, titles that stand beside a text too */
	uint64_t text_bytes;
};

/* Belongs to one thread at a time. */
struct index {
	char *path;
	unsigned generation_number;
	uint64_t revision; /* commit of the generation */
	/* Names the state that is read: number of the generation, revision,
	 * 12 digits of the database's UUID.  No other contents ever have it,
	 * on a replica or after a rollback either. */
	char generation[MEMO_STATE_BYTES];
	struct xap_reader *reader;
	struct xap_reader *spare; /* looks for what is newer */
	struct catalogue *catalogue; /* of the state that is read */
	struct record_reader *records;
	struct morphology *morphology; /* what the index was analysed with */
	struct analyser *analyser;
	struct synonyms *synonyms; /* never NULL */
	uint32_t documents;
	struct totals totals;
	struct rank_params rank;
	double saturation[RANK_CODES];
	struct memos *memos; /* shared with those opened beside it */
	struct memo_hold hold;
};

/* ERROR_NOT_FOUND: there is no index in the folder.  ERROR_VERSION: another
 * schema or analyser made it. */
struct index *index_open(const char *path, struct error *err);
/* Opens the same folder once more, for another thread; the two share their
 * memos. */
struct index *index_open_beside(const struct index *other, struct error *err);
void index_close(struct index *index);

/* Moves to the newest state, in the newest generation; true also when there is
 * nothing newer.  Where a newer generation cannot be opened, the index stays
 * in the old one and can be read on; so it does, and this is no failure, where
 * the newest state names a segment that is not there yet (on a replica). */
bool index_refresh(struct index *index, struct error *err);

/* Uses other parameters of ranking from now on. */
void index_set_rank(struct index *index, const struct rank_params *params);

/* The document of an essay's id, 0 when there is none. */
bool index_find(struct index *index, struct slice id, uint32_t *document,
	struct error *err);

/* The memo of that kind for the present state (memo.h): valid until the index
 * is refreshed or closed. */
const void *index_memo(
	struct index *index, const struct memo_kind *kind, struct error *err);

/* The folder that the flag --index stands for when it is not given:
 * $XDG_DATA_HOME/telusur/index or ~/.local/share/telusur/index.  The caller
 * frees it. */
char *index_default_path(struct error *err);

/* ---- shared with index_write.c ---- */

/* Whether this program can read the database, and write to it: else
 * ERROR_VERSION with the command that helps. */
bool index_check_version(struct xap_reader *reader, const char *path,
	bool writing, struct error *err);

bool index_read_totals(
	struct xap_reader *reader, struct totals *totals, struct error *err);

#endif
