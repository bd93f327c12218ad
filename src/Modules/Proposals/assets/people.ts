import { later } from './later';

const pause = 300;

interface Colleagues {
  items: { userName: string; name: string; workplace: string }[];
}

/** A field that finds colleagues by name, with a list of buttons below it: those who are chosen are written into the form's own field. */
export function findPeople(place: HTMLElement): void {
  const into = document.getElementById(place.dataset.peopleInto ?? '') as HTMLTextAreaElement | HTMLInputElement | null;
  if (!into) {
    return;
  }

  const id = `${into.id}_sok`;
  const label = document.createElement('label');
  label.className = 'form-label';
  label.htmlFor = id;
  label.textContent = place.dataset.label ?? '';
  const field = document.createElement('input');
  field.id = id;
  field.type = 'search';
  field.className = 'form-control';
  field.autocomplete = 'off';
  const status = document.createElement('p');
  status.className = 'k-meta mt-2 mb-2';
  status.setAttribute('role', 'status');
  const list = document.createElement('ul');
  list.className = 'list-unstyled d-flex flex-wrap gap-2';
  place.className = 'k-field';
  place.append(label, field, status, list);

  const soon = later(pause, () => void find());
  let newest = 0;

  async function find(): Promise<void> {
    const mine = ++newest;
    const text = field.value.trim();
    if (text.length < 2) {
      list.replaceChildren();
      status.textContent = '';
      return;
    }

    try {
      const answer = await fetch(`${place.dataset.people}?${new URLSearchParams({ q: text }).toString()}`);
      if (answer.ok && mine === newest) {
        show((await answer.json() as Colleagues).items);
      }
    } catch {
      // Names can be written by hand too.
    }
  }

  function show(found: Colleagues['items']): void {
    status.textContent = found.length === 0 ? place.dataset.none ?? '' : (place.dataset.found ?? '').replace('{0}', String(found.length));
    list.replaceChildren(...found.map(person => {
      const row = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-sm btn-outline-secondary';
      button.textContent = `${person.name}, ${person.workplace}`;
      button.addEventListener('click', () => choose(`${person.name} (${person.userName})`, person.name));
      row.append(button);
      return row;
    }));
  }

  function choose(line: string, name: string): void {
    const lines = into!.value.split('\n').map(l => l.trim()).filter(l => l !== '' && l !== line);
    into!.value = 'peopleOne' in place.dataset ? line : [...lines, line].join('\n');
    into!.dispatchEvent(new Event('input', { bubbles: true }));
    field.value = '';
    list.replaceChildren();
    status.textContent = (place.dataset.added ?? '').replace('{0}', name);
    field.focus();
  }

  field.addEventListener('input', soon.again);
  field.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault(); // Searching is not handing in.
      soon.stop();
      void find();
    }
  });
}
