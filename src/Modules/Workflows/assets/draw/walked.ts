import type { Json } from './definition';
import type { Draft } from './draft';

/** The way of a trial: for each step what it did there, in words, and each outcome that was followed as <c>step|outcome</c>. */
export interface Walked {
  steps: Record<string, string>;
  ways: string[];
}

/** The page on which a draft is tried, shown beside the drawing: one who walks it, on the server, and two who look. */
export class TrialForm {
  constructor(private readonly host: HTMLElement, private readonly url: string, private readonly draft: Draft, private readonly onWalked: (walked: Walked | null, of: Json) => void) {
    host.addEventListener('submit', event => {
      event.preventDefault();
      void this.send(event.target as HTMLFormElement, event.submitter as HTMLButtonElement | null);
    });
  }

  /** Shows the page; false when it could not be had. */
  async open(): Promise<boolean> {
    return this.show(fetch(this.url));
  }

  private async send(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
    await this.draft.flush();
    if (await this.show(fetch(button?.hasAttribute('formaction') ? button.formAction : this.url, { method: 'POST', body: new FormData(form, button) }))) {
      (this.host.querySelector<HTMLElement>('[data-error-summary]') ?? this.host.querySelector<HTMLElement>('h2'))?.focus();
    }
  }

  private async show(asked: Promise<Response>): Promise<boolean> {
    const of = this.draft.now().definition;
    try {
      const answer = await asked;
      const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
      const form = main?.querySelector<HTMLFormElement>('form[data-try-form]');
      if (!answer.ok || !main || !form) {
        return false;
      }

      form.querySelectorAll('[data-not-drawn]').forEach(element => element.remove());
      this.host.replaceChildren(...[...main.querySelectorAll('[data-error-summary]')].map(notice => document.importNode(notice, true)), document.importNode(form, true));
      this.onWalked(form.dataset.walked ? JSON.parse(form.dataset.walked) as Walked : null, of);
      return true;
    } catch {
      return false;
    }
  }
}
