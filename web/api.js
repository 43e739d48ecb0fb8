/*
 * Talking to the server. Owns: the addresses of the JSON API, the time limit,
 * and the turning of whatever goes wrong into an ApiError with a kind the
 * pages have words for.
 */
const TIME_LIMIT_MS = 8000;

/**
 * kind: query (400 and the like; position in bytes may be set), gone (404),
 * server (5xx, or an answer that is not JSON), offline, timeout.
 */
export class ApiError extends Error {
	constructor(kind, problem = {}) {
		super(problem.detail ?? kind);
		this.kind = kind;
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

async function fetchJson(address, signal) {
	const response = await fetch(address, {
		signal, headers: { Accept: 'application/json' },
	});
	const body = await response.text();
	let answer;
	try {
		answer = JSON.parse(body);
	} catch {
		answer = null;
	}
	if (!response.ok)
		throw new ApiError(kindOf(response.status), answer ?? {});
	if (answer === null || typeof answer !== 'object')
		throw new ApiError('server');
	return answer;
}

/** Asks once; throws an ApiError, or an AbortError when the caller aborts. */
async function ask(path, values, signal) {
	const limit = new AbortController();
	const timer = setTimeout(() => limit.abort(), TIME_LIMIT_MS);
	const stop = () => limit.abort();
	signal?.addEventListener('abort', stop);
	const search = new URLSearchParams(values).toString();
	try {
		return await fetchJson(
			`/api/v1/${path}${search ? `?${search}` : ''}`, limit.signal);
	} catch (error) {
		if (error instanceof ApiError || signal?.aborted)
			throw error;
		throw new ApiError(limit.signal.aborted ? 'timeout' : 'offline');
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', stop);
	}
}

export function searchEssays(q, offset, limit, signal) {
	return ask('search', { q, limit, offset }, signal);
}

export function readEssay(id, q) {
	return ask(`documents/${encodeURIComponent(id)}`, q ? { q } : {});
}

export function readStats() {
	return ask('stats', {});
}
