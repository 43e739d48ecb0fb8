// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Runs the acceptance checks of the pages, each with the figure it measured.
 *
 *   node run.mjs [--list] [--full] [--strict] [--update] [PART OF A NAME]
 *
 * --list names them and runs none; --full takes five runs of each Lighthouse
 * figure instead of three; --strict fails what is slower than its target;
 * --update writes the golden snapshots anew.
 * TELUSUR_NODE is the folder of the npm packages, TELUSUR_INDEX and
 * TELUSUR_SERVER are the programs.
 */
import { names, runAll } from './check.mjs';
import { openBrowser } from './browser.mjs';
import { startServers } from './servers.mjs';
import './checks_driver.mjs';
import './checks_lint.mjs';
import './checks_weight.mjs';
import './checks_states.mjs';
import './checks_layout.mjs';
import './checks_keys.mjs';
import './checks_trouble.mjs';
import './checks_hostile.mjs';
import './checks_speed.mjs';
import './checks_lighthouse.mjs';

/* Ending this ends what it started. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(signal, () => process.exit(1));

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const filter = process.argv.slice(2).find((word) => !word.startsWith('--'));

if (flags.includes('--list')) {
	console.log(names(filter).join('\n'));
} else {
	const servers = await startServers();
	let context;
	try {
		context = await openBrowser(servers, {
			full: flags.includes('--full'), update: flags.includes('--update'),
			strict: flags.includes('--strict'),
		});
		const { passed, failed, skipped } = await runAll(context, filter);
		console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
		process.exitCode = failed || !passed ? 1 : 0;
	} finally {
		await context?.close();
		servers.stop();
	}
}
