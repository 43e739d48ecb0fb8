/*
 * The dialog of citations. Owns: showing a citation in plain text, BibTeX,
 * RIS or CSL-JSON, to be copied, downloaded, or copied by hand where the
 * clipboard is closed. All but the plain text come from the server.
 */
import { ask } from './api.js';
import { copyText } from './cite.js';
import { t } from './i18n.js';
import { el } from './page.js';

const STYLES = { bibtex: ['BibTeX', 'bib'], ris: ['RIS', 'ris'],
	'csl-json': ['CSL-JSON', 'json'] };

function routeOf(id) {
	return `documents/${encodeURIComponent(id)}/cite`;
}

class Dialog {
	constructor({ id, plain, place }) {
		Object.assign(this, { id, plain, place });
		this.style = el('select', { id: 'style' },
			el('option', { value: 'plain' }, t('stylePlain')),
			Object.entries(STYLES).map(([value, [name]]) =>
				el('option', { value }, name)));
		this.field = el('textarea',
			{ rows: 10, readonly: '', 'aria-label': t('citeTitle') });
		this.said = el('p', { role: 'status', class: 'said' });
		this.copy = el('button', { type: 'button' }, t('copyThis'));
		this.load = el('a', { class: 'load', hidden: '' }, t('download'));
		const close = el('button', { type: 'button' }, t('close'));
		this.node = el('dialog', { 'aria-labelledby': 'cite-title' },
			el('h2', { id: 'cite-title' }, t('citeTitle')),
			el('label', null, t('citeStyle'), ' ', this.style),
			this.field, this.said,
			el('p', { class: 'buttons' }, this.copy, this.load, close));
		this.style.addEventListener('change', () => this.draw());
		this.copy.addEventListener('click', () => this.take());
		close.addEventListener('click', () => this.node.close());
		this.node.addEventListener('close', () => this.node.remove());
	}

	get values() {
		return { style: this.style.value, ...this.place };
	}

	show(text) {
		this.field.value = text;
		this.copy.disabled = !text;
	}

	/** Shows the citation in the style that is chosen. */
	async draw() {
		const style = this.style.value;
		this.said.textContent = '';
		this.load.hidden = style === 'plain';
		if (style === 'plain') {
			this.show(this.plain);
			return;
		}
		this.load.href = `/api/v1/${routeOf(this.id)}?${
			new URLSearchParams(this.values)}`;
		this.load.download = `kutipan.${STYLES[style][1]}`;
		try {
			const text = await ask(routeOf(this.id), this.values,
				{ asText: true });
			if (this.style.value === style)
				this.show(text);
		} catch (error) {
			this.show('');
			this.load.hidden = true;
			this.said.textContent = t(error.code === 'passageGone'
				? 'citeGone' : `${error.kind ?? 'server'}Error`);
		}
	}

	async take() {
		const copied = await copyText(this.field.value);
		this.said.textContent = t(copied ? 'copied' : 'citeHint');
		if (!copied)
			this.field.select();
	}
}

/**
 * Opens the dialog on the plain citation. place tells the server which words
 * are quoted, as {passage} or {byteStart, byteEnd}; by hand whether the plain
 * text could not be copied at once.
 */
export function openCitations(what, byHand = false) {
	const dialog = new Dialog(what);
	document.body.append(dialog.node);
	dialog.draw();
	dialog.node.showModal();
	if (byHand) {
		dialog.said.textContent = t('citeHint');
		dialog.field.focus();
		dialog.field.select();
	}
}
