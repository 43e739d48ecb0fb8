/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml.h"

#include <expat.h>

enum { SEPARATOR = '|' };

struct reading {
	XML_Parser parser;
	const struct xml_handler *handler;
	bool has_entities;
};

static const char *local_name(const char *name)
{
	const char *separator = strrchr(name, SEPARATOR);
	return separator ? separator + 1 : name;
}

const char *xml_attribute(const char **attribute, const char *name)
{
	for (; *attribute; attribute += 2)
		if (strcmp(local_name(attribute[0]), name) == 0)
			return attribute[1];
	return "";
}

static void XMLCALL on_start(
	void *data, const XML_Char *name, const XML_Char **attribute)
{
	struct reading *reading = data;
	reading->handler->start(
		reading->handler->context, local_name(name), attribute);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
	struct reading *reading = data;
	reading->handler->end(reading->handler->context, local_name(name));
}

static void XMLCALL on_text(void *data, const XML_Char *text, int length)
{
	struct reading *reading = data;
	reading->handler->text(
		reading->handler->context, slice_of(text, (size_t)length));
}

static void XMLCALL on_entity(void *data, const XML_Char *name, int parameter,
	const XML_Char *value, int length, const XML_Char *base,
	const XML_Char *system, const XML_Char *public,
	const XML_Char *notation)
{
	struct reading *reading = data;
	(void)name;
	(void)parameter;
	(void)value;
	(void)length;
	(void)base;
	(void)system;
	(void)public;
	(void)notation;
	reading->has_entities = true;
	XML_StopParser(reading->parser, XML_FALSE);
}

static bool begin(struct reading *reading, const struct xml_handler *handler,
	struct error *err)
{
	reading->handler = handler;
	reading->parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (!reading->parser)
		return error_set_memory(err);
	XML_SetUserData(reading->parser, reading);
	XML_SetElementHandler(reading->parser, on_start, on_end);
	XML_SetCharacterDataHandler(reading->parser, on_text);
	XML_SetEntityDeclHandler(reading->parser, on_entity);
	return true;
}

static bool feed(
	void *context, struct slice piece, bool last, struct error *err)
{
	struct reading *reading = context;
	if (XML_Parse(reading->parser, piece.bytes, (int)piece.length, last) ==
		XML_STATUS_OK)
		return true;
	if (reading->has_entities)
		return error_set(err, ERROR_CORRUPT,
			"its XML declares entities, which are not read");
	enum XML_Error cause = XML_GetErrorCode(reading->parser);
	if (cause == XML_ERROR_NO_MEMORY)
		return error_set_memory(err);
	return error_set(err, ERROR_CORRUPT, "its XML is broken: %s (line %lu)",
		XML_ErrorString(cause),
		(unsigned long)XML_GetCurrentLineNumber(reading->parser));
}

bool xml_read_part(struct archive *archive, const char *name,
	const struct xml_handler *handler, struct error *err)
{
	struct reading reading = {0};
	bool ok = begin(&reading, handler, err) &&
		  archive_read(archive, name, feed, &reading, err);
	XML_ParserFree(reading.parser);
	return ok;
}

bool xml_read(
	struct slice text, const struct xml_handler *handler, struct error *err)
{
	struct reading reading = {0};
	bool ok = begin(&reading, handler, err) &&
		  feed(&reading, text, true, err);
	XML_ParserFree(reading.parser);
	return ok;
}
