import type { Draft } from './draft';

/** How a step's form answered. */
export type Sent = 'saved' | 'refused' | 'failed';

/**
 * The step's own page of the list view, shown beside the drawing: one form, and one who checks it. Where the answers lead is left to the drawing, so that an older form cannot
 * take back what has been drawn since.
 */
export class StepForm {
  private form: HTMLFormElement | null = null;
  private typed = false;

  constructor(private readonly host: HTMLElement, private readonly url: string, private readonly draft: Draft, private readonly onSaved: () => Promise<void>) {
    host.addEventListener('input', () => { this.typed = true; });
    host.addEventListener('submit', event => {
      event.preventDefault();
      void this.send(event.submitter as HTMLButtonElement | null);
    });
  }

  /** Something has been written that is not saved. */
  get isTyped(): boolean {
    return this.typed;
  }

  async open(): Promise<boolean> {
    try {
      await this.draft.flush();
      return this.show(await (await fetch(this.url)).text());
    } catch {
      return false;
    }
  }

  /** Sends the form, or what one of its small buttons does. */
  async send(button: HTMLButtonElement | null = null): Promise<Sent> {
    if (!this.form || !await this.draft.flush()) {
      return 'failed';
    }

    const seen = this.form.querySelector<HTMLInputElement>('input[name="Seen"]');
    if (seen) {
      seen.value = this.draft.etag.replace(/\D/g, '');
    }

    const body = new FormData(this.form, button);
    try {
      // Saved, the page leads back to the list: that is all there is to know.
      const answer = await fetch(this.url, { method: 'POST', body, redirect: 'manual' });
      if (answer.type === 'opaqueredirect') {
        this.typed = false;
        await this.onSaved();
        return 'saved';
      }

      const focused = (document.activeElement as HTMLElement | null)?.id;
      if (!answer.ok || !this.show(await answer.text())) {
        return 'failed';
      }

      this.typed = true;
      const wrong = this.host.querySelector<HTMLElement>('[data-error-summary]');
      (button?.name === 'deed' ? focused ? document.getElementById(focused) : this.host.querySelector<HTMLElement>(`[value="${CSS.escape(button.value)}"]`) : wrong)?.focus();
      return 'refused';
    } catch {
      return 'failed';
    }
  }

  private show(page: string): boolean {
    const main = new DOMParser().parseFromString(page, 'text/html').querySelector('main');
    const form = main?.querySelector<HTMLFormElement>('form[data-step-form]');
    if (!main || !form) {
      return false;
    }

    form.querySelectorAll('[data-not-drawn]').forEach(element => element.remove());
    this.host.replaceChildren(...[...main.querySelectorAll('[data-error-summary]')].map(notice => document.importNode(notice, true)), document.importNode(form, true));
    this.form = this.host.querySelector('form');
    this.typed = false;
    return true;
  }
}
