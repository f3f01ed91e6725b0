// What a page does beyond HTML; every page also works without it.
(() => {
  'use strict';
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

  // <div data-live="/address">: shows the HTML that the server sends as events; "done" ends it and opens data-then.
  each('[data-live]', (place) => {
    const source = new EventSource(place.dataset.live);
    source.addEventListener('message', (event) => { place.innerHTML = event.data; });
    source.addEventListener('done', () => {
      source.close();
      if (place.dataset.then) window.location.replace(place.dataset.then);
    });
    window.addEventListener('pagehide', () => source.close());
  });

  // <div data-poll="/address" data-every="5">: asks for fresh HTML while the page is looked at.
  each('[data-poll]', (place) => {
    setInterval(async () => {
      if (document.hidden || place.contains(document.activeElement)) return;
      try {
        const answer = await fetch(place.dataset.poll, { headers: { 'X-Requested-With': 'haat' }, redirect: 'manual' });
        if (answer.ok) place.innerHTML = await answer.text();
      } catch { /* the next turn asks again */ }
    }, Number(place.dataset.every) * 1000);
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
