// Keeps what is marked data-live as the server has it: told of a change, the page asks for itself again and takes over those parts.
'use strict';

const live = () => [...document.querySelectorAll('[data-live][id]')];

// Every answer brings form tokens of its own; those that a page has stay good, and are no change.
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
  // What a person is filling in is theirs until they leave it.
  if (focused?.matches('input, textarea, select')) return;
  const key = focused && (focused.id || focused.getAttribute('href') || focused.getAttribute('aria-label'));
  for (const scroll of old.querySelectorAll('.scroll')) {
    const label = scroll.getAttribute('aria-label');
    const target = [...fresh.querySelectorAll('.scroll')].find(other => other.getAttribute('aria-label') === label);
    if (target) requestAnimationFrame(() => { target.scrollLeft = scroll.scrollLeft; });
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
    // What is no page (the pipeline is starting again) takes nothing over; the next change asks anew.
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const before = live().map(element => element.id).join();
    const after = [...page.querySelectorAll('[data-live][id]')].map(element => element.id).join();
    // Another set of parts (an execution that has just begun) is another page.
    if (before !== after) return location.reload();
    for (const old of live()) {
      const fresh = page.getElementById(old.id);
      if (fresh) replace(old, document.adoptNode(fresh));
    }
  } catch {
    // The pipeline has stopped; the stream connects again by itself when it is back.
  } finally {
    asking = false;
  }
}

const changes = new EventSource('/console/changes');
changes.addEventListener('message', refresh);
document.addEventListener('visibilitychange', refresh);
addEventListener('pagehide', () => changes.close());
