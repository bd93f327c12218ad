import { type RefObject, useEffect } from 'react';
import type { Draft } from './draft';
import type { StepForm } from './form';

/** Nothing is lost by following a link: what is not saved is saved first, and where that fails the browser asks. */
export function useLeaving(draft: Draft, form: RefObject<StepForm | null>): void {
  useEffect(() => {
    const isLeft = (): boolean => draft.isSaved && !form.current?.isTyped;
    const followed = (event: MouseEvent): void => {
      const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[href]');
      const isElsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || link?.target === '_blank';
      if (!link || isElsewhere || event.defaultPrevented || isLeft() || link.getAttribute('href')?.startsWith('#')) {
        return;
      }

      event.preventDefault();
      void (async () => {
        const isSent = !form.current?.isTyped || await form.current.send() === 'saved';
        if (isSent && await draft.flush()) {
          location.assign(link.href);
        }
      })();
    };
    const left = (event: BeforeUnloadEvent): void => {
      if (!isLeft()) {
        event.preventDefault();
      }
    };
    document.addEventListener('click', followed);
    window.addEventListener('beforeunload', left);
    return () => {
      document.removeEventListener('click', followed);
      window.removeEventListener('beforeunload', left);
    };
  }, [draft, form]);
}
