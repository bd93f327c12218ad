// Printing is the browser's own: the button is shown only where a script can call it.
for (const tools of document.querySelectorAll('[data-print-tools]')) {
  tools.hidden = false;
  tools.querySelector('[data-print]')?.addEventListener('click', () => window.print());
}
