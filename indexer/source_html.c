/* Web pages: the main text and what the page says of it; see html.h. */
#include "document.h"
#include "html.h"

static struct source_reader *html_open(struct worker *worker, struct error *err)
{
	return document_open(worker, "html", html_extract, err);
}

static const char *const extension[] = {"html", "htm", "xhtml", NULL};

const struct source_format source_html = {
	.extension = extension,
	.open = html_open,
	.start = document_start,
	.next = document_next,
	.essay = document_essay,
	.free = document_free,
};
