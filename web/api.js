/*
 * What can be asked. Owns: a question as a state, its address among the pages
 * and its parameters in the JSON API, the time limit of an answer, and the
 * turning of whatever goes wrong into an ApiError the pages have words for.
 */
const TIME_LIMIT_MS = 8000;
const QUERY_MAX_BYTES = 1024;
const MODES = ['exact', 'family'];
const YEARS = /^(\d{1,4}(\.\.(\d{1,4})?)?|\.\.\d{1,4})$/;

/* State -> parameter of the pages' addresses, in the order they stand there. */
const PARAMETERS = {
	q: 'q', view: 'tampilan', sort: 'urut', mode: 'mode', exclude: 'tanpa',
	author: 'penulis', year: 'tahun', path: 'folder', kind: 'jenis',
	page: 'halaman',
};
const ESSAY_SORTS = { terbaru: '-date', terlama: 'date', judul: 'title' };
const LINE_SORTS = { kiri: 'left', kanan: 'right', letak: 'position' };

export const CONCORDANCE = 'konkordansi';
export const FILTERS = ['author', 'year', 'path', 'kind'];

/** The orders a state may be in beside that by relevance: name -> API's. */
export function sortsOf({ view }) {
	return view ? LINE_SORTS : ESSAY_SORTS;
}

export function pageSizeOf({ view }) {
	return view ? 50 : 10;
}

/** The server goes no deeper into the results of one question. */
export function lastPageOf({ view }) {
	return view ? 100 : 1000;
}

/** The state that an address holds; whatever it does not know is left out. */
export function questionOf(url) {
	const values = new URLSearchParams(url.search);
	const state = {};
	for (const [name, parameter] of Object.entries(PARAMETERS))
		state[name] = (values.get(parameter) ?? '').trim();
	if (!state.q || state.view !== CONCORDANCE)
		state.view = '';
	if (!Object.hasOwn(sortsOf(state), state.sort))
		state.sort = '';
	if (!MODES.includes(state.mode))
		state.mode = '';
	if (!YEARS.test(state.year))
		state.year = '';
	const page = Number.parseInt(state.page, 10);
	state.page = Math.min(Math.max(page || 1, 1), lastPageOf(state));
	return state;
}

/** Some of a state as parameters of an address. */
export function parametersOf(state, names) {
	const values = new URLSearchParams();
	for (const name of names)
		if (state[name] && !(name === 'page' && state.page === 1))
			values.set(PARAMETERS[name], state[name]);
	return values;
}

export function addressOf(state) {
	const values = parametersOf(state, Object.keys(PARAMETERS));
	return values.size ? `/?${values}` : '/';
}

/** Whether there is something to ask: words, a filter, or an order. */
export function isQuestion(state) {
	return Boolean(state.q || state.sort || FILTERS.some((name) => state[name]));
}

/** What the API needs to know of a state. */
export function valuesOf(state) {
	const { q, mode, exclude, author, year, path, kind } = state;
	const values = { mode, exclude, author, year, path, kind,
		sort: sortsOf(state)[state.sort] };
	for (const name of Object.keys(values))
		if (!values[name])
			delete values[name];
	return { q, ...values };
}

/**
 * kind: query (400 and the like; position in bytes may be set), long (over
 * the limit and not even sent), gone (404), server (5xx, or an answer that
 * is not JSON), offline, timeout.
 */
export class ApiError extends Error {
	constructor(kind, problem = {}) {
		super(problem.detail ?? kind);
		this.kind = kind;
		this.code = problem.code;
		this.position = problem.position;
	}
}

function kindOf(status) {
	if (status === 404 || status === 410)
		return 'gone';
	if (status === 408)
		return 'timeout';
	return status >= 500 || status === 429 ? 'server' : 'query';
}

function parsed(body) {
	try {
		return JSON.parse(body);
	} catch {
		return null;
	}
}

async function fetchBody(address, signal, asText) {
	const response = await fetch(address, { signal });
	const body = await response.text();
	if (!response.ok)
		throw new ApiError(kindOf(response.status), parsed(body) ?? {});
	const answer = asText ? body : parsed(body);
	if (answer === null || typeof answer !== (asText ? 'string' : 'object'))
		throw new ApiError('server');
	return answer;
}

/** Asks once; throws an ApiError, or an AbortError when the caller aborts. */
export async function ask(path, values, { signal, asText = false } = {}) {
	if (new TextEncoder().encode(values.q ?? '').length > QUERY_MAX_BYTES)
		throw new ApiError('long');
	const limit = new AbortController();
	const timer = setTimeout(() => limit.abort(), TIME_LIMIT_MS);
	const stop = () => limit.abort();
	signal?.addEventListener('abort', stop);
	const search = new URLSearchParams(values).toString();
	try {
		return await fetchBody(
			`/api/v1/${path}${search ? `?${search}` : ''}`, limit.signal, asText);
	} catch (error) {
		if (error instanceof ApiError || signal?.aborted)
			throw error;
		throw new ApiError(limit.signal.aborted ? 'timeout' : 'offline');
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', stop);
	}
}

/** The page of results that a state stands for: essays or lines. */
export function askPage(state, signal) {
	const limit = pageSizeOf(state);
	return ask(state.view ? 'concordance' : 'search', {
		...valuesOf(state), limit, offset: (state.page - 1) * limit,
		...(state.view && { width: 80 }),
	}, { signal });
}
