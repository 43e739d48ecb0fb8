/*
 * The concordance. Owns: how its lines are set, one a match, with the match
 * in the middle; on a narrow screen the style sheet lets them run on as text.
 */
import { readerAddress } from './essay.js';
import { drawFrame } from './frame.js';
import { t } from './i18n.js';
import './moves.js';
import { el } from './page.js';
import './words.js';

/** Line breaks and tabs of the source would break a line of ours. */
function flat(text) {
	return text.replace(/\s+/g, ' ');
}

function lineItem(line, state, index) {
	const { id, title, paragraph, byteStart: byte } = line;
	const source = `from-${index}`;
	return el('li', { class: 'line' },
		el('span', { class: 'left', lang: 'id' },
			el('span', null, flat(line.left))),
		el('a', {
			id: `line-${index}`, lang: 'id',
			href: readerAddress(state, id, { paragraph, byte }),
			'aria-describedby': source,
		}, el('mark', null, flat(line.match))),
		el('span', { class: 'right', lang: 'id' }, flat(line.right)),
		el('span', { class: 'from', id: source },
			el('bdi', { lang: 'id' }, title),
			el('span', null, ` · ${t('paragraphShort', { n: paragraph })}`)));
}

/** An answer of the concordance as a page; context is {state, go}. */
export function drawPage(answer, context) {
	const { lines, query, offset } = answer;
	return drawFrame(query, context, {
		unit: 'lines', offset, shown: lines.length, total: answer.linesTotal,
		isExact: answer.totalIsExact,
		nodes: [el('ol', {
			class: 'lines', role: 'list', start: offset + 1,
		}, lines.map((line, index) => lineItem(line, context.state, index)))],
	});
}
