import { later } from './later';

const pause = 3_000;
const retry = 15_000;

interface AutoSaved {
  saved: boolean;
  text: string;
  url: string | null;
}

/** Saves the form to its draft a few seconds after the typing stopped, and says so. A reload then finds the draft. */
export function saveWhileWriting(form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>('[data-draft-status]');
  const title = form.querySelector<HTMLInputElement>('#Input_Title');
  if (!status || !title) {
    return;
  }

  let sending: AbortController | undefined;
  let leaving = false;
  const soon = later(pause, () => void save());
  const again = later(retry, () => void save());

  async function save(): Promise<void> {
    if (leaving || title!.value.trim() === '') {
      say(leaving ? '' : form.dataset.needsTitle ?? '');
      return;
    }

    sending?.abort();
    sending = new AbortController();
    try {
      const answer = await fetch(form.dataset.draft!, { method: 'POST', body: new FormData(form), signal: sending.signal });
      if (answer.redirected || !(answer.headers.get('Content-Type') ?? '').includes('json')) {
        throw new Error('Signed out, or the server is busy');
      }

      const told = await answer.json() as AutoSaved;
      say(told.text);
      if (told.saved && told.url && !leaving) {
        history.replaceState(history.state, '', told.url);
      }
    } catch (error) {
      if ((error as Error).name !== 'AbortError') {
        say(form.dataset.failed ?? '');
        again.again();
      }
    }
  }

  function say(text: string): void {
    if (status!.textContent !== text) {
      status!.textContent = text;
    }
  }

  form.addEventListener('input', event => {
    // Searching for a person is not writing.
    if ((event.target as HTMLElement).closest('[data-people]')) {
      return;
    }

    again.stop();
    soon.again();
  });
  form.addEventListener('submit', () => {
    leaving = true;
    soon.stop();
    again.stop();
    sending?.abort();
  });

  // The back button may show the page as it was left.
  window.addEventListener('pageshow', () => { leaving = false; });
}
