// Every page works without this: what is fetched is a link to a page of its own until it is here.
const near = '200px';

/** Fetches a part of the page once somebody comes near it, so that the page itself need not wait for it. */
function fetchWhenNear(place: HTMLElement): void {
  const seeing = new IntersectionObserver(seen => {
    if (seen.some(entry => entry.isIntersecting)) {
      seeing.disconnect();
      void fill(place);
    }
  }, { rootMargin: near });
  seeing.observe(place);
}

async function fill(place: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(place.dataset.fetch!);
    if (answer.ok && !answer.redirected) { // Redirected: signed out meanwhile.
      const part = await answer.text();
      const hadFocus = place.contains(document.activeElement);
      place.innerHTML = part; // Our own page's part, encoded by the server.
      if (hadFocus) {
        place.querySelector<HTMLElement>('a')?.focus();
      }
    }
  } catch {
    // The link still leads there.
  }
}

document.querySelectorAll<HTMLElement>('[data-fetch]').forEach(fetchWhenNear);
