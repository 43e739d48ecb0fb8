/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines.h"

#include "unicode.h"

#include <stdio.h>

bool lines_read(const char *path, const char *kind, lines_visit *visit,
	void *context, struct error *err)
{
	char line[LINES_MAX_BYTES + 2];
	struct error cause = {0};
	bool ok = true;
	FILE *file = fopen(path, "r");
	if (!file)
		return error_set_errno(
			err, "cannot read the %s %s", kind, path);
	for (unsigned number = 1; ok && fgets(line, sizeof line, file);
		number++) {
		size_t length = strlen(line);
		if (length + 1 == sizeof line && line[length - 1] != '\n')
			ok = error_set(&cause, ERROR_LIMIT,
				"a line of more than %d bytes",
				LINES_MAX_BYTES);
		line[strcspn(line, "#")] = '\0';
		if (ok && !unicode_valid(slice_text(line)))
			ok = error_set(
				&cause, ERROR_CORRUPT, "this is not UTF-8");
		ok = ok && visit(context, line, &cause);
		if (!ok)
			error_set(err, cause.code, "%s:%u: %s", path, number,
				cause.text);
	}
	if (ok && ferror(file))
		ok = error_set_errno(err, "cannot read %s", path);
	fclose(file);
	return ok;
}
