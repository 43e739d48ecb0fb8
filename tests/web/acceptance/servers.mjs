// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The servers that are tested. Owns: the mock server, which shows every state,
 * and a real one over an index that is made here: corpus/, a large essay, and
 * essays made of hostile strings.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostile, hostileNames } from './hostile.mjs';

export const TOP = fileURLToPath(new URL('../../..', import.meta.url));
const MARKS = 2000;
const LARGE_BYTES = 300_000;

/** Starts a program that prints its address on its first line. */
function start(command, args) {
	const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	process.on('exit', () => child.kill('SIGTERM'));
	return new Promise((resolve, reject) => {
		let text = '';
		child.on('error', reject);
		child.on('exit', () => reject(new Error(`${command} ended: ${text}`)));
		child.stdout.on('data', (data) => {
			text += data;
			const url = /(http:\/\/\S+?)\/?[\s(]/.exec(text)?.[1];
			if (url)
				resolve({ url, stop: () => child.kill('SIGTERM') });
		});
	});
}

/** 300 KB with 2,000 words of the root aman. */
function largeEssay() {
	const filler = 'Kata lain yang mengisi halaman ini. ';
	const room = LARGE_BYTES / (MARKS / 2);
	return Array.from({ length: MARKS / 2 }, (_, n) => {
		const text = `Paragraf ${n + 1} tentang keamanan dan aman. `;
		return text + filler.repeat((room - text.length) / filler.length);
	}).join('\n\n');
}

function writeSources(folder) {
	const files = path.join(folder, 'berkas');
	mkdirSync(files);
	writeFileSync(path.join(files, 'besar.txt'), largeEssay());
	for (const name of hostileNames)
		writeFileSync(path.join(files, name), `${name}\n\nnamajahat ${name}\n`);
	const lines = hostile.map((text, n) => JSON.stringify({
		id: `jahat${n}`, title: text, author: text, date: '2020-01-01',
		url: text, text: `jahat ${text}\n\n${text} jahat` }));
	const list = path.join(folder, 'jahat.ndjson');
	writeFileSync(list, `${lines.join('\n')}\n`);
	return [path.join(TOP, 'corpus'), files, list];
}

/** Starts both; stop() ends them. What was made goes when this process does. */
export async function startServers() {
	const folder = mkdtempSync(path.join(tmpdir(), 'telusur-web-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const index = path.join(folder, 'index');
	execFileSync(process.env.TELUSUR_INDEX,
		['--index', index, ...writeSources(folder)],
		{ stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, TELUSUR_DATA: path.join(TOP, 'data') } });
	const real = await start(process.env.TELUSUR_SERVER, ['--index', index,
		'--web', path.join(TOP, 'web'), '--listen', '127.0.0.1:0']);
	const mock = await start('python3',
		['-B', path.join(TOP, 'tests/web/mock_server.py'), '0']);
	return {
		real: real.url, mock: mock.url,
		stop() {
			real.stop();
			mock.stop();
		},
	};
}
