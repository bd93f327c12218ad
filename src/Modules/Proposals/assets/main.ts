import { saveWhileWriting } from './draft';
import { findPeople } from './people';
import { checkFiles } from './files';
import { showQuestions, showRegistration } from './questions';
import { showSimilar } from './similar';

// Every page works without this: drafts are saved by a button, similar proposals shown by another, people named by hand.
document.querySelectorAll<HTMLFormElement>('form[data-draft]').forEach(form => {
  form.querySelectorAll<HTMLElement>('[data-without-script]').forEach(element => { element.hidden = true; });
  saveWhileWriting(form);
  showSimilar(form);
  showQuestions(form);
  showRegistration(form);
});
document.querySelectorAll<HTMLElement>('[data-people]').forEach(findPeople);
document.querySelectorAll<HTMLInputElement>('input[type="file"][data-most-bytes]').forEach(checkFiles);
