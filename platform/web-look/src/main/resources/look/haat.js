// What a page does beyond HTML; every page also works without it.
(() => {
  'use strict';
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

  // Puts fresh HTML in the place of old; what a person opened stays open. Where they are is left alone and all around it renewed,
  // so that nothing grows old while a link or a summary has the focus.
  const put = (old, html, whole) => {
    if (!old) return false;
    const opened = [...old.querySelectorAll('details[open][data-key]')].map((one) => [one.closest('[id]')?.id, one.dataset.key]);
    const { content } = Object.assign(document.createElement('template'), { innerHTML: html });
    opened.forEach(([id, key]) => each(`details[data-key="${key}"]`, (one) => { if (one.closest('[id]')?.id === id) one.open = true; }, content));
    if (old.contains(document.activeElement)) return around(old, whole ? content : content.firstElementChild);
    if (whole) old.replaceChildren(content); else old.replaceWith(content);
    return true;
  };
  const around = (old, fresh) => {
    const kept = [...old.children].find((one) => one.contains(document.activeElement));
    if (!kept) return true;
    const alike = (root) => [...root.children].filter((one) => one.nodeName === kept.nodeName && one.id === kept.id
      && one.dataset.key === kept.dataset.key && one.classList[0] === kept.classList[0]);
    const match = alike(fresh).length === alike(old).length && alike(fresh)[alike(old).indexOf(kept)];
    if (!match) return false;
    const nodes = [...fresh.childNodes];
    [...old.childNodes].forEach((one) => { if (one !== kept) one.remove(); });
    kept.before(...nodes.slice(0, nodes.indexOf(match)));
    kept.after(...nodes.slice(nodes.indexOf(match) + 1));
    return around(kept, match);
  };

  // <div data-poll="/address" data-every="5">: asks for fresh HTML while the page is looked at. Tells what came of it:
  // "fresh", "ended" when one must sign in again, else "lost".
  const ask = async (place) => {
    if (document.hidden) return 'lost';
    try {
      const answer = await fetch(place.dataset.poll, { headers: { 'X-Requested-With': 'haat' }, redirect: 'manual' });
      if (answer.ok) return put(place, await answer.text(), true) ? 'fresh' : 'lost';
      return answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403 ? 'ended' : 'lost';
    } catch { return 'lost'; /* the next turn asks again */ }
  };
  each('[data-poll]:not([data-live])', (place) => setInterval(() => { if (!place.contains(document.activeElement)) ask(place); }, Number(place.dataset.every) * 1000));

  // <div data-live="/address" data-stale="15" data-notice="id">: says in the element of that id when nothing was heard of the
  // server for so many seconds, in the words of its data-lost and data-ended, and takes it back when something is.
  const watch = (place) => {
    const notice = document.getElementById(place.dataset.notice);
    if (!notice) return { heard() {}, told() {}, rest() {} };
    let heardAt = Date.now();
    let since = heardAt;
    let ended = false;
    const say = (words) => {
      if (notice.dataset.says === words) return;
      notice.dataset.says = words;
      notice.replaceChildren();
      if (!words) return;
      const box = document.createElement('div');
      box.className = 'notice warn';
      box.textContent = words + ' ';
      if (ended) {
        const again = document.createElement('a');
        again.href = window.location.href;
        again.textContent = notice.dataset.again;
        box.append(again);
      }
      notice.append(box);
    };
    const clock = () => new Date(heardAt).toLocaleTimeString(`${document.documentElement.lang}-IN-u-nu-latn`, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Kolkata' });
    setInterval(() => {
      const late = !document.hidden && Date.now() - since > Number(place.dataset.stale) * 1000;
      if (late || ended) say((ended ? notice.dataset.ended : notice.dataset.lost).replace('HH:MM', clock()));
    }, 500);
    return {
      heard() { heardAt = since = Date.now(); ended = false; say(''); },
      told(how) { if (how === 'fresh') this.heard(); else ended = how === 'ended'; },
      rest() { since = Date.now(); },
    };
  };

  // <div data-live="/address">: shows the HTML that the server sends as events; "part" replaces the elements of its ids, "beat"
  // only says that the server is there, "done" ends it and opens data-then. With data-poll it asks by turns while the stream
  // is broken, and rests while nobody looks.
  each('[data-live]', (place) => {
    let source;
    let turns;
    const watched = watch(place);
    const stopTurns = () => { clearInterval(turns); turns = undefined; };
    const close = () => { source?.close(); source = undefined; stopTurns(); };
    const again = () => { if (source?.readyState === EventSource.CLOSED) open(); };
    const turn = async () => {
      const how = await ask(place);
      if (!turns) return;
      watched.told(how);
      if (how === 'fresh') again();
    };
    const open = () => {
      source = new EventSource(place.dataset.live);
      source.addEventListener('open', stopTurns);
      source.addEventListener('error', (event) => {
        if (event.target !== source) return;
        if (place.dataset.poll && !turns) turns = setInterval(turn, Number(place.dataset.every) * 1000);
        if (source.readyState === EventSource.CLOSED) setTimeout(again, 30000);
      });
      source.addEventListener('beat', watched.heard);
      source.addEventListener('message', (event) => { watched.heard(); put(place, event.data, true); });
      source.addEventListener('part', (event) => {
        watched.heard();
        const { content } = Object.assign(document.createElement('template'), { innerHTML: event.data });
        [...content.children].forEach((one) => put(document.getElementById(one.id), one.outerHTML, false));
      });
      source.addEventListener('done', () => {
        close();
        if (place.dataset.then) window.location.replace(place.dataset.then);
      });
    };
    open();
    window.addEventListener('pagehide', close);
    window.addEventListener('pageshow', (event) => { if (event.persisted) { watched.rest(); open(); } });
    if (place.dataset.poll) document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else if (!source) { watched.rest(); open(); } });
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

  // On a phone the bars are longer than the screen: the place where one is stands in sight.
  each('.tabs-top a[aria-current], .sub a[aria-current]', (one) => {
    const bar = one.parentElement;
    const place = one.getBoundingClientRect();
    bar.scrollLeft += (place.left + place.right - bar.clientWidth) / 2 - bar.getBoundingClientRect().left;
  });

  // The account menu closes when one looks elsewhere.
  document.addEventListener('click', (event) => each('details.me[open]', (menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') each('details.me[open]', (menu) => { menu.open = false; menu.querySelector('summary').focus(); }); });
})();
