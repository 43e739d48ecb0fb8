// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The list of checks. Owns: what a check is (a name and a function that
 * returns the figure it measured, or throws), running them one after another,
 * and the lines that are printed.
 */
const checks = [];

/** Thrown for what is not as it must be. */
export class Failed extends Error {}

/** Thrown for what took longer than it should: another program, or a slower
 * machine, does that too, so it fails only when asked to (--strict). */
export class Slow extends Failed {}

export function check(name, run) {
	checks.push({ name, run });
}

export function assert(truth, message) {
	if (!truth)
		throw new Failed(message);
}

/** Fails when a figure is over its target; gives it as text with its unit. */
export function atMost(value, target, unit = '') {
	const text = `${Math.round(value * 1000) / 1000}${unit} (at most ${target}${unit})`;
	assert(value <= target, text);
	return text;
}

/** The same for a time. */
export function within(value, target, unit) {
	try {
		return atMost(value, target, unit);
	} catch (error) {
		throw new Slow(error.message);
	}
}

export function median(values) {
	return percentile(values, 0.5);
}

/** The value that a share of the values does not exceed. */
export function percentile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export function names(filter) {
	return checks.map(({ name }) => name)
		.filter((name) => !filter || name.includes(filter));
}

/** Runs a check, and once more when it failed: a browser is many programs, and
 * one of them may have been late. What is wrong fails twice. */
async function attempt(context, run) {
	try {
		return await run(context);
	} catch {
		await context.tidy();
		return run(context);
	}
}

/** Runs them all; gives how many passed, failed, and were passed over for being
 * slow. */
export async function runAll(context, filter) {
	const sums = { passed: 0, failed: 0, skipped: 0 };
	for (const { name, run } of checks) {
		if (filter && !name.includes(filter))
			continue;
		const begun = Date.now();
		let line;
		try {
			const figure = await attempt(context, run);
			sums.passed++;
			line = `ok     ${name}${figure ? `: ${figure}` : ''}`;
		} catch (error) {
			const slow = error instanceof Slow && !context.strict;
			sums[slow ? 'skipped' : 'failed']++;
			line = `${slow ? 'SLOW  ' : 'FAILED'} ${name}: ${
				error instanceof Failed ? error.message : error.stack}`;
		}
		console.log(`${line} [${((Date.now() - begun) / 1000).toFixed(1)} s]`);
		await context.tidy();
	}
	return sums;
}
