import { later } from './later';

const pause = 900;
const longest = 600;
const most = 3;

interface Similar {
  items: { number: number; title: string; snippet: string; url: string }[];
}

/** Shows proposals like the one that is being written, beside it and without a word about it unless there are any. */
export function showSimilar(form: HTMLFormElement): void {
  const panel = form.querySelector<HTMLElement>('[data-similar]');
  const list = panel?.querySelector<HTMLElement>('[data-similar-list]');
  const status = panel?.querySelector<HTMLElement>('[data-similar-status]');
  const fields = ['#Input_Title', '#Input_Problem', '#Input_Solution'].map(id => form.querySelector<HTMLInputElement>(id));
  if (!panel || !list || !status) {
    return;
  }

  panel.hidden = list.childElementCount === 0;
  let asked = '';
  const soon = later(pause, () => void look());

  async function look(): Promise<void> {
    const [title = '', ...rest] = fields.map(field => field?.value.trim() ?? '');
    const text = rest.join(' ').slice(0, longest);
    const question = new URLSearchParams({ title, text }).toString();
    if (question === asked || (title + text).length < 8) {
      return;
    }

    asked = question;
    try {
      const answer = await fetch(`${panel!.dataset.similar}?${question}`);
      if (answer.ok && question === asked) {
        show((await answer.json() as Similar).items.slice(0, most));
      }
    } catch {
      // Not to be found just now: nobody is stopped by that.
    }
  }

  function show(items: Similar['items']): void {
    const rows = document.createElement('ul');
    for (const item of items) {
      const row = document.createElement('li');
      const link = document.createElement('a');
      link.href = item.url;
      link.target = '_blank';
      link.rel = 'noopener';
      link.textContent = item.title;
      const note = document.createElement('span');
      note.className = 'visually-hidden';
      note.textContent = ` ${panel!.dataset.newTab ?? ''}`;
      link.append(note);
      row.append(link);
      rows.append(row);
    }

    list!.replaceChildren(...items.length > 0 ? [rows] : []);
    panel!.hidden = items.length === 0;
    status!.textContent = items.length > 0 ? (panel!.dataset.found ?? '').replace('{0}', String(items.length)) : '';
  }

  fields.forEach(field => field?.addEventListener('input', soon.again));
}
