/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /opensearch.xml (OpenSearch 1.1, draft 6): what a browser needs to make this
 * server one of its search engines, with suggestions while one types.  Its
 * addresses must be absolute. */
#include "handle.h"

#include "etag.h"

static void put_xml(struct buf *xml, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		switch (c) {
		case '&':
			buf_put_text(xml, "&amp;");
			break;
		case '<':
			buf_put_text(xml, "&lt;");
			break;
		case '>':
			buf_put_text(xml, "&gt;");
			break;
		case '"':
			buf_put_text(xml, "&quot;");
			break;
		default:
			buf_put_byte(xml, (unsigned char)c);
		}
	}
}

/* The address of the server: the one it was told, or the one it was asked by,
 * which is one of its own names (hosts.h). */
static void put_address(struct buf *xml, const struct service *service,
	const struct request *request, const char *path)
{
	if (service->base_url[0]) {
		put_xml(xml, slice_text(service->base_url));
	} else {
		buf_put_text(xml, "http://");
		put_xml(xml, request->host);
	}
	put_xml(xml, slice_text(path));
}

void handle_opensearch(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	(void)params;
	static const struct {
		const char *type, *more, *path;
	} urls[] = {
		{"text/html", "", "/?q={searchTerms}"},
		{"application/x-suggestions+json", " rel=\"suggestions\"",
			"/api/v1/suggest?q={searchTerms}&format=opensearch"},
		{"application/opensearchdescription+xml", " rel=\"self\"",
			"/opensearch.xml"},
	};
	struct buf *xml = &reply->body;
	buf_put_text(xml,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<OpenSearchDescription "
		"xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
		"<ShortName>Telusur</ShortName>\n"
		"<Description>Cari kata dan kalimat dalam koleksi esai "
		"berbahasa Indonesia.</Description>\n");
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		buf_put_format(xml, "<Url type=\"%s\"%s template=\"",
			urls[i].type, urls[i].more);
		put_address(xml, service, request, urls[i].path);
		buf_put_text(xml, "\"/>\n");
	}
	buf_put_text(xml, "<Image width=\"32\" height=\"32\" "
			  "type=\"image/svg+xml\">");
	put_address(xml, service, request, "/icon.svg");
	buf_put_text(xml, "</Image>\n"
			  "<Language>id</Language>\n"
			  "<InputEncoding>UTF-8</InputEncoding>\n"
			  "<OutputEncoding>UTF-8</OutputEncoding>\n"
			  "</OpenSearchDescription>\n");
	if (xml->failed) {
		reply_memory(reply);
		return;
	}
	reply->status = 200;
	reply->type = "application/opensearchdescription+xml";
	etag_of_bytes(buf_slice(xml), reply->etag);
}
