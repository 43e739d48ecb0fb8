/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/documents/{id}/cite */
#include "handle.h"

#include "answer.h"
#include "cite.h"
#include "search_document.h"

struct wanted {
	enum cite_style style;
	bool quoted; /* a part of the essay: a passage, or bytes of its text */
	bool placed; /* bytes */
	struct quote quote;
	uint32_t start, end;
	struct slice id;
	const char *base_url;
};

/* The address of the reader's page: of the passage where it is now. */
static void put_page(const struct wanted *wanted,
	const struct search_document *document, struct buf *out)
{
	if (!wanted->base_url || !*wanted->base_url)
		return;
	/* An id has no character that an address would not have. */
	buf_put_text(out, wanted->base_url);
	buf_put_text(out, "/baca?id=");
	buf_put_slice(out, document->essay.id);
	if (!wanted->quoted)
		return;
	struct quote now;
	char token[QUOTE_TOKEN_BYTES];
	quote_make(document->essay.text, document->quoted.start,
		document->quoted.end, 0, &now);
	quote_write(&now, token);
	buf_put_text(out, "&passage=");
	buf_put_text(out, token);
}

static bool write_found(const struct wanted *wanted,
	const struct search_document *document, struct reply *reply,
	struct error *err)
{
	const struct search_quoted *place = &document->quoted;
	struct cite cite = {.essay = &document->essay};
	struct buf page = {0};
	if (wanted->quoted) {
		cite.quote = slice_of(document->essay.text.bytes + place->start,
			place->end - place->start);
		cite.paragraph = place->paragraph;
	}
	put_page(wanted, document, &page);
	cite.page = buf_slice(&page);
	reply->type = cite_type(wanted->style);
	bool ok = page.failed
			  ? error_set_memory(err)
			  : cite_write(wanted->style, &cite, &reply->body, err);
	buf_free(&page);
	return ok;
}

static bool write_citation(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	const struct wanted *wanted = context;
	uint32_t number;
	if (!index_find(index, wanted->id, &number, err))
		return false;
	if (number == 0) {
		reply_problem(reply, request, PROBLEM_DOCUMENT_NOT_FOUND,
			"there is no essay with this id");
		return true;
	}
	struct search_document *document = search_document(index, wanted->id,
		slice_of("", 0), &(struct plan_options){.mode = PLAN_MODE_STEM},
		err);
	if (!document)
		return false;
	bool ok = true, inside = true;
	if (wanted->placed)
		inside = search_document_locate_bytes(
			document, wanted->start, wanted->end);
	else if (wanted->quoted)
		search_document_locate(document, &wanted->quote);
	if (!inside)
		reply_problem(reply, request, PROBLEM_BAD_PARAMETER,
			"byteStart and byteEnd must be around a part of the "
			"text, which has %zu bytes, and cut no character",
			document->essay.text.length);
	else if (wanted->quoted && document->quoted.status == QUOTE_GONE)
		reply_problem(reply, request, PROBLEM_PASSAGE_GONE,
			"the passage does not stand in the essay any more");
	else
		ok = write_found(wanted, document, reply, err);
	search_document_free(document);
	return ok;
}

/* byteStart and byteEnd: both, in place of a passage, or none. */
static bool read_place(const struct params *params, struct wanted *wanted)
{
	bool start = params->given[PARAM_BYTE_START];
	bool end = params->given[PARAM_BYTE_END];
	wanted->quoted = params->given[PARAM_PASSAGE];
	wanted->quote = params->quote;
	if (!start && !end)
		return true;
	if (!start || !end || wanted->quoted)
		return false;
	wanted->quoted = wanted->placed = true;
	wanted->start = params->number[PARAM_BYTE_START];
	wanted->end = params->number[PARAM_BYTE_END];
	return true;
}

void handle_cite(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply)
{
	struct wanted wanted = {.id = request->rest,
		.style = (enum cite_style)params->number[PARAM_STYLE],
		.base_url = service->base_url};
	if (read_place(params, &wanted))
		answer_from_index(
			service, request, write_citation, &wanted, reply);
	else
		reply_problem(reply, request, PROBLEM_BAD_PARAMETER,
			"byteStart and byteEnd go together, and without a "
			"passage");
}
