/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_identity.h"

#include "index.h"
#include "morphology.h"
#include "schema.h"

#include <stdio.h>

/* What the analysis of an index depends on, as a short line. */
static void analysis_line(const struct morphology *morphology, char line[64])
{
	snprintf(line, 64, "%d %016llx", ANALYSE_VERSION,
		(unsigned long long)morphology_fingerprint(morphology));
}

bool index_identity_check(struct xap_reader *reader, const char *path,
	const struct morphology *morphology, struct morphology **stored,
	struct error *err)
{
	struct slice value;
	char ours[64];
	if (!index_check_version(reader, path, true, err))
		return false;
	if (!morphology) {
		if (!xap_reader_meta(reader, slice_text(SCHEMA_KEY_MORPHOLOGY),
			    &value, err))
			return false;
		*stored = morphology_load(value, err);
		return *stored;
	}
	analysis_line(morphology, ours);
	if (!xap_reader_meta(
		    reader, slice_text(SCHEMA_KEY_ANALYSER), &value, err))
		return false;
	return slice_equal(value, slice_text(ours)) ||
	       error_set(err, ERROR_VERSION,
		       "the index in %s was made with another dictionary, "
		       "other exceptions or another --old-spelling; make it "
		       "anew with telusur-index --rebuild",
		       path);
}

bool index_identity_write(struct xap_writer *writer,
	const struct morphology *morphology, struct error *err)
{
	char version[32], analysis[64];
	snprintf(version, sizeof version, "%d %x %x %d", SCHEMA_VERSION,
		(unsigned)SCHEMA_TO_READ, (unsigned)SCHEMA_TO_WRITE,
		ANALYSE_VERSION);
	analysis_line(morphology, analysis);
	struct buf blob = {0};
	bool ok =
		(morphology_save(morphology, &blob) || error_set_memory(err)) &&
		xap_writer_set_meta(writer, slice_text(SCHEMA_KEY_VERSION),
			slice_text(version), err) &&
		xap_writer_set_meta(writer, slice_text(SCHEMA_KEY_ANALYSER),
			slice_text(analysis), err) &&
		xap_writer_set_meta(writer, slice_text(SCHEMA_KEY_MORPHOLOGY),
			buf_slice(&blob), err);
	buf_free(&blob);
	return ok;
}
