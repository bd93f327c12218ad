/** Says at once that a file is too large, instead of after it has been sent. The server says it too. */
export function checkFiles(field: HTMLInputElement): void {
  field.addEventListener('change', () => {
    const tooLarge = [...field.files ?? []].some(file => file.size > Number(field.dataset.mostBytes));
    field.setCustomValidity(tooLarge ? field.dataset.tooLarge ?? '' : '');
    field.reportValidity();
  });
}
