// What a page does beyond HTML; every page also works without it.
(() => {
  'use strict';
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

  // Puts fresh HTML in the place of old; what a person opened stays open, and where they are is left alone.
  const put = (old, html, whole) => {
    if (!old || old.contains(document.activeElement)) return;
    const opened = [...old.querySelectorAll('details[open][data-key]')].map((one) => [one.closest('[id]')?.id, one.dataset.key]);
    const fresh = document.createElement('template');
    fresh.innerHTML = html;
    opened.forEach(([id, key]) => each(`details[data-key="${key}"]`, (one) => { if (one.closest('[id]')?.id === id) one.open = true; }, fresh.content));
    if (whole) old.replaceChildren(fresh.content); else old.replaceWith(fresh.content);
  };

  // <div data-poll="/address" data-every="5">: asks for fresh HTML while the page is looked at.
  const ask = async (place) => {
    if (document.hidden || place.contains(document.activeElement)) return;
    try {
      const answer = await fetch(place.dataset.poll, { headers: { 'X-Requested-With': 'haat' }, redirect: 'manual' });
      if (answer.ok) put(place, await answer.text(), true);
    } catch { /* the next turn asks again */ }
  };
  each('[data-poll]:not([data-live])', (place) => setInterval(() => ask(place), Number(place.dataset.every) * 1000));

  // <div data-live="/address">: shows the HTML that the server sends as events; "part" replaces the element of its id, "done"
  // ends it and opens data-then. With data-poll it asks by turns while the stream is broken, and rests while nobody looks.
  each('[data-live]', (place) => {
    let source;
    let turns;
    const stopTurns = () => { clearInterval(turns); turns = undefined; };
    const close = () => { source?.close(); source = undefined; };
    const open = () => {
      source = new EventSource(place.dataset.live);
      source.addEventListener('open', stopTurns);
      source.addEventListener('error', (event) => {
        if (event.target !== source) return;
        if (place.dataset.poll && !turns) turns = setInterval(() => ask(place), Number(place.dataset.every) * 1000);
        if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (source?.readyState === EventSource.CLOSED) open(); }, 30000);
      });
      source.addEventListener('message', (event) => put(place, event.data, true));
      source.addEventListener('part', (event) => {
        const id = /\sid="([^"]+)"/.exec(event.data)?.[1];
        if (id) put(document.getElementById(id), event.data, false);
      });
      source.addEventListener('done', () => {
        close();
        if (place.dataset.then) window.location.replace(place.dataset.then);
      });
    };
    open();
    window.addEventListener('pagehide', close);
    window.addEventListener('pageshow', (event) => { if (event.persisted) open(); });
    if (place.dataset.poll) document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else if (!source) open(); });
  });

  // A question before what cannot be undone; and a form is sent once.
  document.addEventListener('submit', (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    const form = event.target;
    if (form.method === 'post') setTimeout(() => each('button', (button) => { button.disabled = true; }, form));
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) each('button:disabled', (button) => { button.disabled = false; });
  });

  // <input type="checkbox" data-all="sku">: ticks all of that name.
  document.addEventListener('change', (event) => {
    const name = event.target.dataset?.all;
    if (name) each(`input[name="${name}"]:not(:disabled)`, (box) => { box.checked = event.target.checked; });
    if (event.target.matches?.('select[data-send]')) event.target.form.requestSubmit();
  });

  // The account menu closes when one looks elsewhere.
  document.addEventListener('click', (event) => each('details.me[open]', (menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') each('details.me[open]', (menu) => { menu.open = false; menu.querySelector('summary').focus(); }); });
})();
