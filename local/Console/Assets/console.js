// Keeps elements marked data-live up to date: after a change event the page fetches itself again and replaces those elements.
'use strict';

const live = () => [...document.querySelectorAll('[data-live][id]')];

// Every response has new form tokens. The tokens of the open page stay valid, so a new token is not a change.
function keepTokens(old, fresh) {
  const token = old.querySelector('input[name=__RequestVerificationToken]')?.getAttribute('value');
  if (!token) return;
  for (const field of fresh.querySelectorAll('input[name=__RequestVerificationToken]')) field.setAttribute('value', token);
}

function replace(old, fresh) {
  keepTokens(old, fresh);
  for (const details of old.querySelectorAll('details[open][id]')) fresh.querySelector(`#${CSS.escape(details.id)}`)?.setAttribute('open', '');
  if (old.outerHTML === fresh.outerHTML) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  // An element with the focus in a form field is not replaced while a person edits it.
  if (focused?.matches('input, textarea, select')) return;
  const key = focused && (focused.id || focused.getAttribute('href') || focused.getAttribute('aria-label'));
  // What scrolls can have the focus and has a label.
  for (const scroll of old.querySelectorAll('[tabindex="0"][aria-label]')) {
    const label = scroll.getAttribute('aria-label');
    const target = [...fresh.querySelectorAll('[tabindex="0"][aria-label]')].find(other => other.getAttribute('aria-label') === label);
    // Read now: an element that is no longer in the page has no position.
    const { scrollLeft, scrollTop } = scroll;
    if (target) requestAnimationFrame(() => target.scrollTo(scrollLeft, scrollTop));
  }
  old.replaceWith(fresh);
  if (key) {
    [...fresh.querySelectorAll('a, button, summary, [tabindex]')]
      .find(element => [element.id, element.getAttribute('href'), element.getAttribute('aria-label')].includes(key))
      ?.focus({ preventScroll: true });
  }
}

let asking = false;
async function refresh() {
  if (asking || document.hidden || live().length === 0) return;
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    // Not a page (the pipeline is restarting): nothing is replaced; the next change tries again.
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const before = live().map(element => element.id).join();
    const after = [...page.querySelectorAll('[data-live][id]')].map(element => element.id).join();
    // A different set of elements (the execution has just started) needs a full reload.
    if (before !== after) return location.reload();
    for (const old of live()) {
      const fresh = page.getElementById(old.id);
      if (fresh) replace(old, document.adoptNode(fresh));
    }
  } catch {
    // The pipeline has stopped. The stream reconnects by itself when it is back.
  } finally {
    asking = false;
  }
}

const changes = new EventSource('/console/changes');
changes.addEventListener('message', refresh);
document.addEventListener('visibilitychange', refresh);
addEventListener('pagehide', () => changes.close());
