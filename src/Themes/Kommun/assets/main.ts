import './main.scss';

// Every page works without this: it only saves people from sending a form twice, and takes them to what went wrong.
const busyMilliseconds = 15_000;

function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  form.querySelectorAll<HTMLElement>('[aria-disabled="true"][data-busy]').forEach(button => {
    button.removeAttribute('aria-disabled');
    delete button.dataset.busy;
  });
}

document.addEventListener('submit', event => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== 'post' || form.target === '_blank' || (event.submitter as HTMLButtonElement | null)?.formTarget === '_blank' || 'sendAgain' in form.dataset) {
    return;
  }

  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }

  form.dataset.sent = 'true';
  const button = event.submitter;
  if (button) {
    // Not disabled: then its own name and value would be left out of what is sent.
    button.setAttribute('aria-disabled', 'true');
    button.dataset.busy = 'true';
  }

  // An answer that is a file, or a network that is gone, leaves the page standing.
  setTimeout(() => release(form), busyMilliseconds);
});

// The back button may show the page as it was left.
window.addEventListener('pageshow', () => document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach(release));

document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
