/** The questions follow the campaign that is chosen; what has been answered is sent along and comes back. */
export function showQuestions(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>('[data-questions]');
  const campaign = form.querySelector<HTMLSelectElement>('#Input_Campaign');
  let newest = 0;
  campaign?.addEventListener('change', async () => {
    const mine = ++newest;
    try {
      const answer = await fetch(place!.dataset.questions!, { method: 'POST', body: new FormData(form) });
      if (answer.ok && !answer.redirected && mine === newest) {
        place!.innerHTML = await answer.text(); // Our own page's part, encoded by the server.
      }
    } catch {
      // The questions come with the errors when the form is handed in.
    }
  });
}

/** Shows only the fields of the choice that was made. */
export function showRegistration(form: HTMLFormElement): void {
  const group = form.querySelector<HTMLElement>('[data-registration]');
  if (!group) {
    return;
  }

  const show = () => {
    const chosen = group.querySelector<HTMLInputElement>('input[name="Input.For"]:checked')?.value ?? '';
    group.querySelectorAll<HTMLElement>('[data-for]').forEach(part => {
      part.hidden = chosen === '' || !part.dataset.for!.split(' ').includes(chosen);
    });
  };
  group.addEventListener('change', show);
  show();
}
